package org.xmpptoolkit.stanza;

import jakarta.xml.bind.annotation.XmlRegistry;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.BindingPackage;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/**
 * The classes of payloads, by the qualified names of their elements. A class is bound by its {@link PayloadBinding} if it has one, and
 * by JAXB else. Immutable, so it may be shared between threads. The binding of {@link #standard()} is made when the first payload needs
 * JAXB, not before; those of classes that are registered by hand are made at once, to tell what is wrong with them.
 */
public final class ExtensionRegistry {
    private static final class Standard {
        static final ExtensionRegistry INSTANCE = load();

        /** One package that clashes with those before it is left out, as {@link Binding#standard} does. */
        private static ExtensionRegistry load() {
            ExtensionRegistry registry = new ExtensionRegistry();
            for (BindingPackage found : BindingPackage.discovered()) {
                ExtensionRegistry both = registry.copy();
                try {
                    of(found, Binding::standard, Standard::bindings)
                            .byType
                            .values()
                            .forEach(both::add);
                    registry = both;
                } catch (IllegalArgumentException e) {
                    System.getLogger("org.xmpptoolkit.stanza")
                            .log(
                                    System.Logger.Level.WARNING,
                                    "left out: " + found.getClass().getName() + ": " + e.getMessage());
                }
            }
            return registry;
        }

        /** Without its bindings, the classes of a package are left to JAXB. */
        private static Map<Class<?>, PayloadBinding<?>> bindings(BindingPackage found) {
            try {
                return ExtensionRegistry.bindings(found);
            } catch (RuntimeException | LinkageError e) {
                System.getLogger("org.xmpptoolkit.stanza")
                        .log(
                                System.Logger.Level.WARNING,
                                "left out: the bindings of " + found.getClass().getName(),
                                e);
                return Map.of();
            }
        }
    }

    /** A class and how it is bound. */
    private record Entry(
            Class<?> type,
            QName name,
            Supplier<Binding> jaxb,
            @Nullable PayloadBinding<?> own) {}

    private final Map<QName, Entry> byName = new LinkedHashMap<>();
    private final Map<Class<?>, Entry> byType = new LinkedHashMap<>();

    private ExtensionRegistry() {}

    private static ExtensionRegistry of(
            BindingPackage found,
            Supplier<Binding> jaxb,
            Function<BindingPackage, Map<Class<?>, PayloadBinding<?>>> bindings) {
        ExtensionRegistry registry = new ExtensionRegistry();
        Map<Class<?>, PayloadBinding<?>> own = bindings.apply(found);
        for (Class<?> type : found.classes()) {
            if (isPayload(type)) {
                registry.add(new Entry(type, rootName(type), jaxb, own.get(type)));
            }
        }
        return registry;
    }

    private static Map<Class<?>, PayloadBinding<?>> bindings(BindingPackage found) {
        Map<Class<?>, PayloadBinding<?>> own = new LinkedHashMap<>();
        if (found instanceof PayloadPackage payloads) {
            payloads.bindings().forEach(binding -> own.put(binding.type(), binding));
        }
        return own;
    }

    private void add(Entry entry) {
        Entry other = byName.putIfAbsent(entry.name(), entry);
        if (other != null && other.type() != entry.type()) {
            throw new IllegalArgumentException(entry.name() + " is the element of "
                    + other.type().getName() + " and of " + entry.type().getName() + ": register one");
        }
        byType.putIfAbsent(entry.type(), entry);
    }

    /**
     * The payloads of every package of {@link BindingPackage#discovered()}, elements that stand beside stanzas such as those of stream
     * management among them, but not stanzas and errors, bound by {@link Binding#standard()} and the bindings that a
     * {@link PayloadPackage} brings. Where its {@link PayloadPackage#bindings()} throws, which the {@link System.Logger}
     * {@code org.xmpptoolkit.stanza} tells, the classes are left to JAXB. A package with an element that one before it has is left
     * out, which is told as well.
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
     * @throws IllegalArgumentException if two classes have the same element, a class has none, or JAXB does not take them together,
     *     as {@link Binding#with} says
     */
    public static ExtensionRegistry of(Class<?>... classes) {
        return new ExtensionRegistry().with(classes);
    }

    /**
     * This registry and more classes, with a binding of their own.
     *
     * @param classes JAXB classes annotated with {@link XmlRootElement}, and what else they need to be bound, with
     *     {@link XmlRegistry}
     * @return the registry; this one stays as it is
     * @throws IllegalArgumentException if two classes have the same element, a class has none, or JAXB does not take them together,
     *     as {@link Binding#with} says
     */
    public ExtensionRegistry with(Class<?>... classes) {
        ExtensionRegistry both = copy();
        Binding jaxb = Binding.with(classes);
        for (Class<?> type : classes) {
            if (!type.isAnnotationPresent(XmlRegistry.class)) {
                both.add(new Entry(type, rootName(type), () -> jaxb, null));
            }
        }
        return both;
    }

    /**
     * This registry and the payloads of a package, with a binding of their own.
     *
     * @param brought the package; as a {@link PayloadPackage} it brings bindings too
     * @return the registry; this one stays as it is
     * @throws IllegalArgumentException if two classes have the same element, or JAXB does not take them together, as
     *     {@link Binding#with} says
     */
    public ExtensionRegistry with(BindingPackage brought) {
        ExtensionRegistry both = copy();
        Binding jaxb = Binding.with(brought.classes().toArray(Class<?>[]::new));
        of(brought, () -> jaxb, ExtensionRegistry::bindings).byType.values().forEach(both::add);
        return both;
    }

    private ExtensionRegistry copy() {
        ExtensionRegistry copy = new ExtensionRegistry();
        copy.byName.putAll(byName);
        copy.byType.putAll(byType);
        return copy;
    }

    /**
     * Whether it is the class of a payload: those of stanzas and their parts are annotated for jabber:client, those of errors on
     * streams for the namespaces of these.
     */
    private static boolean isPayload(Class<?> type) {
        return type.isAnnotationPresent(XmlRootElement.class)
                && switch (rootName(type).getNamespaceURI()) {
                    case Namespaces.CLIENT, Namespaces.STREAM, Namespaces.SASL -> false;
                    default -> true;
                };
    }

    static QName rootName(Class<?> type) {
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
                ? simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1)
                : root.name();
        return new QName(namespace, name);
    }

    /** {@return the classes, in the order they were registered} */
    public Set<Class<?>> types() {
        return Collections.unmodifiableSet(byType.keySet());
    }

    /**
     * The class of a payload.
     *
     * @param name the name of its element
     * @return the class, or nothing if the registry has none
     */
    public Optional<Class<?>> type(QName name) {
        return Optional.ofNullable(byName.get(name)).map(Entry::type);
    }

    /**
     * The first payload of a class.
     *
     * @param <T> the class
     * @param stanza the stanza to look in
     * @param type a class of this registry, or a type above some of them
     * @return the payload, or nothing if there is none or it cannot be bound
     * @throws IllegalArgumentException if the registry does not know the class
     */
    public <T> Optional<T> find(Stanza stanza, Class<T> type) {
        return find(stanza.payloads(), type);
    }

    /**
     * All payloads of a class that can be bound.
     *
     * @param <T> the class
     * @param stanza the stanza to look in
     * @param type a class of this registry, or a type above some of them
     * @return the payloads, in the order they came in
     * @throws IllegalArgumentException if the registry does not know the class
     */
    public <T> List<T> findAll(Stanza stanza, Class<T> type) {
        List<Entry> entries = entries(type);
        List<T> found = new ArrayList<>();
        for (XmlElement payload : stanza.payloads()) {
            entry(payload, entries)
                    .flatMap(entry -> read(payload, entry).value())
                    .map(type::cast)
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    <T> Optional<T> find(List<XmlElement> payloads, Class<T> type) {
        List<Entry> entries = entries(type);
        for (XmlElement payload : payloads) {
            Optional<Entry> entry = entry(payload, entries);
            if (entry.isPresent()) {
                return read(payload, entry.get()).value().map(type::cast);
            }
        }
        return Optional.empty();
    }

    /** The entries of a class, or of those under a type. */
    private List<Entry> entries(Class<?> type) {
        Entry one = byType.get(type);
        if (one != null) {
            return List.of(one);
        }
        if (type.isAssignableFrom(Payload.class)) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " is no class of a payload, but stands above all of them: name the class, or ask payloads() for every element");
        }
        List<Entry> under = byType.values().stream()
                .filter(entry -> type.isAssignableFrom(entry.type()))
                .toList();
        if (under.isEmpty()) {
            throw new IllegalArgumentException(
                    type.getName() + " is no payload of this registry: use one that has it, as"
                            + " ExtensionRegistry.standard().with(" + type.getSimpleName()
                            + ".class) makes, or have a BindingPackage"
                            + " bring it to the standard one");
        }
        return under;
    }

    private static Optional<Entry> entry(XmlElement payload, List<Entry> entries) {
        for (Entry entry : entries) {
            if (payload.is(entry.name().getNamespaceURI(), entry.name().getLocalPart())) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /**
     * Binds a payload.
     *
     * @param <T> the class
     * @param payload the payload
     * @param type a class of this registry, or a type above some of them
     * @return the object, if the payload is of that class; what had no place in it, and what a {@link Payload} says is wrong with its
     *     values; an exception that the class or its binding throws is a problem of the payload
     * @throws IllegalArgumentException if the registry does not know the class
     */
    public <T> Binding.Result<T> bind(XmlElement payload, Class<T> type) {
        List<Entry> entries = entries(type);
        Binding.Result<?> result = read(payload, entry(payload, entries).orElse(entries.get(0)));
        List<BindingProblem> problems = new ArrayList<>(result.problems());
        if (result.value().orElse(null) instanceof Payload value) {
            problems.addAll(value.problems());
        }
        return new Binding.Result<>(result.value().map(type::cast), problems);
    }

    /** Reads a payload, and does not judge its values, which takes longer than reading them. */
    private static Binding.Result<?> read(XmlElement payload, Entry entry) {
        PayloadBinding<?> own = entry.own();
        boolean named = payload.is(entry.name().getNamespaceURI(), entry.name().getLocalPart());
        return own != null && named ? read(payload, own) : entry.jaxb().get().toObject(payload, entry.type());
    }

    /** A fault in a user's binding costs the payload, as a bad payload would. */
    private static <T> Binding.Result<T> read(XmlElement payload, PayloadBinding<T> own) {
        try {
            return own.read(payload);
        } catch (RuntimeException e) {
            return new Binding.Result<>(
                    Optional.empty(),
                    List.of(new BindingProblem(payload.localName(), BindingProblem.Kind.BAD_VALUE, e.toString())));
        }
    }

    /**
     * Writes a payload.
     *
     * @param payload an object of a class of this registry
     * @return its element
     * @throws IllegalArgumentException if the registry does not know the class, or JAXB cannot write the object
     */
    public XmlElement toElement(Object payload) {
        Entry entry = entries(payload.getClass()).get(0);
        PayloadBinding<?> own = entry.own();
        return own == null ? entry.jaxb().get().toElement(payload) : write(own, payload);
    }

    private static <T> XmlElement write(PayloadBinding<T> binding, Object payload) {
        return binding.write(binding.type().cast(payload));
    }
}
