package org.xmpptoolkit.stanza;

import jakarta.xml.bind.annotation.XmlRegistry;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchema;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.BindingPackage;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/**
 * The classes of payloads, by the qualified names of their elements. Immutable, so it may be shared between threads. Its binding is
 * made when the first payload is bound, not before.
 */
public final class ExtensionRegistry {
    private static final class Standard {
        static final ExtensionRegistry INSTANCE = new ExtensionRegistry(
                ServiceLoader.load(BindingPackage.class, BindingPackage.class.getClassLoader()).stream()
                        .flatMap(found -> found.get().classes().stream())
                        .filter(ExtensionRegistry::isPayload)
                        .toList(),
                Binding::standard);
    }

    /** A binding, made at first use. */
    private static final class Lazy implements Supplier<Binding> {
        private final Class<?>[] classes;
        private @Nullable Binding binding;

        Lazy(Class<?>[] classes) {
            this.classes = classes;
        }

        @Override
        public synchronized Binding get() {
            if (binding == null) {
                binding = Binding.with(classes);
            }
            return binding;
        }
    }

    private final Map<QName, Class<?>> types = new LinkedHashMap<>();
    private final Map<Class<?>, QName> names = new LinkedHashMap<>();
    private final Supplier<Binding> binding;

    private ExtensionRegistry(Collection<Class<?>> classes, Supplier<Binding> binding) {
        this.binding = binding;
        for (Class<?> type : classes) {
            QName name = rootName(type);
            Class<?> other = types.put(name, type);
            if (other != null && other != type) {
                throw new IllegalArgumentException(name + " is the element of " + other.getName() + " and of "
                        + type.getName() + ": register one");
            }
            names.put(type, name);
        }
    }

    /**
     * The payloads of every {@link BindingPackage} that {@link ServiceLoader} finds, bound by {@link Binding#standard()}.
     *
     * @return the registry, always the same
     */
    public static ExtensionRegistry standard() {
        return Standard.INSTANCE;
    }

    /**
     * A registry of its own, with a binding of its own.
     *
     * @param classes JAXB classes annotated with {@link XmlRootElement}, and what else they need to be bound, with
     *     {@link XmlRegistry}
     * @return the registry
     * @throws IllegalArgumentException if two classes have the same element, or a class has none
     */
    public static ExtensionRegistry of(Class<?>... classes) {
        List<Class<?>> payloads = Stream.of(classes)
                .<Class<?>>map(c -> c)
                .filter(c -> !c.isAnnotationPresent(XmlRegistry.class))
                .toList();
        return new ExtensionRegistry(payloads, new Lazy(classes.clone()));
    }

    private static boolean isPayload(Class<?> type) {
        return type.isAnnotationPresent(XmlRootElement.class)
                && !Namespaces.isContentNamespace(rootName(type).getNamespaceURI());
    }

    private static QName rootName(Class<?> type) {
        XmlRootElement root = type.getAnnotation(XmlRootElement.class);
        if (root == null) {
            throw new IllegalArgumentException(
                    type.getName() + " has no root element: annotate it with @XmlRootElement");
        }
        XmlSchema schema = type.getPackage().getAnnotation(XmlSchema.class);
        String namespace =
                !root.namespace().equals("##default") ? root.namespace() : schema == null ? "" : schema.namespace();
        String simple = type.getSimpleName();
        String name = root.name().equals("##default")
                ? simple.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + simple.substring(1)
                : root.name();
        return new QName(namespace, name);
    }

    /**
     * The class of a payload.
     *
     * @param name the name of its element
     * @return the class, or nothing if the registry has none
     */
    public Optional<Class<?>> type(QName name) {
        return Optional.ofNullable(types.get(name));
    }

    /**
     * The first payload of a class.
     *
     * @param <T> the class
     * @param stanza the stanza to look in
     * @param type a class of this registry
     * @return the payload, or nothing if there is none or it cannot be bound
     * @throws IllegalArgumentException if the registry does not know the class
     */
    public <T> Optional<T> find(Stanza stanza, Class<T> type) {
        return find(stanza.payloads(), type);
    }

    <T> Optional<T> find(List<XmlElement> payloads, Class<T> type) {
        QName name = name(type);
        for (XmlElement payload : payloads) {
            if (payload.is(name.getNamespaceURI(), name.getLocalPart())) {
                return bind(payload, type).value();
            }
        }
        return Optional.empty();
    }

    private QName name(Class<?> type) {
        QName name = names.get(type);
        if (name == null) {
            throw new IllegalArgumentException(
                    type.getName() + " is not registered: the registry has " + names.keySet());
        }
        return name;
    }

    /**
     * Binds a payload.
     *
     * @param <T> the class
     * @param payload the payload
     * @param type a class of this registry
     * @return the object, if the payload is of that class, and what had no place in it
     * @throws IllegalArgumentException if the registry does not know the class
     */
    public <T> Binding.Result<T> bind(XmlElement payload, Class<T> type) {
        name(type);
        return binding.get().toObject(payload, type);
    }

    /**
     * Writes a payload.
     *
     * @param payload an object of a class of this registry
     * @return its element
     * @throws IllegalArgumentException if the registry does not know the class, or JAXB cannot write the object
     */
    public XmlElement toElement(Object payload) {
        name(payload.getClass());
        return binding.get().toElement(payload);
    }
}
