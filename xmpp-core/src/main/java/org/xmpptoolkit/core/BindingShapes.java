package org.xmpptoolkit.core;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAnyAttribute;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementDecl;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlElementRefs;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlElements;
import jakarta.xml.bind.annotation.XmlList;
import jakarta.xml.bind.annotation.XmlMixed;
import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlRegistry;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchema;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.XmlValue;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** Reads the annotations of bound classes, to tell what JAXB would drop without a word. Thread-safe. */
final class BindingShapes {
    private static final String DEFAULT = "##default";

    private final Map<Class<?>, BindingShape> shapes = new ConcurrentHashMap<>();
    private final Map<Class<?>, Set<QName>> roots = new ConcurrentHashMap<>();
    /** The types of elements that a registry declares. */
    private final Map<QName, Class<?>> declared = new HashMap<>();

    BindingShapes(Collection<Class<?>> classes) {
        for (Class<?> type : classes) {
            if (type.isAnnotationPresent(XmlRegistry.class)) {
                for (Method method : type.getDeclaredMethods()) {
                    @Nullable QName name = declaredName(method);
                    if (name != null) {
                        declared.put(name, method.getParameterTypes()[0]);
                    }
                }
            }
        }
    }

    /** The element that a method of a registry declares: null if it declares none. */
    static @Nullable QName declaredName(Method method) {
        XmlElementDecl decl = method.getAnnotation(XmlElementDecl.class);
        return decl == null || method.getParameterCount() != 1
                ? null
                : new QName(
                        decl.namespace().equals(DEFAULT) ? namespace(method.getDeclaringClass()) : decl.namespace(),
                        decl.name());
    }

    /** The names of elements that are read as a class. */
    Set<QName> rootNames(Class<?> type) {
        return roots.computeIfAbsent(type, t -> {
            Set<QName> names = new HashSet<>();
            @Nullable QName own = rootName(t);
            if (own != null) {
                names.add(own);
            }
            declared.forEach((name, declaredType) -> {
                if (declaredType.equals(t)) {
                    names.add(name);
                }
            });
            if (names.isEmpty()) {
                throw new IllegalArgumentException(
                        t.getName() + " has no root element: annotate it with @XmlRootElement");
            }
            return names;
        });
    }

    /** The root element that a class is annotated with: null if it is not. */
    static @Nullable QName rootName(Class<?> type) {
        XmlRootElement root = type.getAnnotation(XmlRootElement.class);
        return root == null
                ? null
                : new QName(
                        root.namespace().equals(DEFAULT) ? namespace(type) : root.namespace(),
                        root.name().equals(DEFAULT) ? decapitalized(type) : root.name());
    }

    private static String decapitalized(Class<?> type) {
        String name = type.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String namespace(Class<?> type) {
        XmlSchema schema = type.getPackage().getAnnotation(XmlSchema.class);
        return schema == null ? "" : schema.namespace();
    }

    private static boolean qualified(Class<?> type, boolean attribute) {
        XmlSchema schema = type.getPackage().getAnnotation(XmlSchema.class);
        return schema != null
                && (attribute ? schema.attributeFormDefault() : schema.elementFormDefault()) == XmlNsForm.QUALIFIED;
    }

    /** What an element of the type may hold. */
    BindingShape of(Class<?> type) {
        BindingShape known = shapes.get(type);
        if (known == null) {
            known = BindingTypes.isLeaf(type) ? BindingShape.ofText(BindingTypes.leaf(type)) : read(type);
            shapes.put(type, known);
        }
        return known;
    }

    private BindingShape read(Class<?> type) {
        Shape shape = new Shape();
        XmlAccessType access = BindingMember.access(type);
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            if (!c.isAnnotationPresent(XmlTransient.class)) { // else its members are taken for those of the class below
                access = BindingMember.access(c);
            }
            for (BindingMember member : BindingMember.declared(c, access)) {
                read(c, member, shape);
            }
        }
        return shape.build();
    }

    private static final class Shape {
        private final Map<QName, BindingShape.Leaf> attributes = new HashMap<>();
        private boolean anyAttribute;
        private final Map<QName, BindingShape.Child> children = new HashMap<>();
        private BindingShape.Wildcard wildcard = BindingShape.Wildcard.NONE;
        private boolean hasText;
        private BindingShape.Leaf text = value -> true;

        BindingShape build() {
            return new BindingShape(attributes, anyAttribute, children, wildcard, hasText, text);
        }
    }

    private void read(Class<?> owner, BindingMember field, Shape shape) {
        @Nullable XmlAttribute attribute = field.annotation(XmlAttribute.class);
        if (attribute != null) {
            String namespace = attribute.namespace().equals(DEFAULT)
                    ? (qualified(owner, true) ? namespace(owner) : "")
                    : attribute.namespace();
            String name = attribute.name().equals(DEFAULT) ? field.name() : attribute.name();
            shape.attributes.put(new QName(namespace, name), BindingTypes.leaf(field));
        } else if (field.has(XmlAnyAttribute.class)) {
            shape.anyAttribute = true;
        } else if (field.has(XmlValue.class)) {
            shape.hasText = true;
            shape.text = BindingTypes.leaf(field);
        } else {
            @Nullable XmlElementWrapper wrapper = field.annotation(XmlElementWrapper.class);
            if (wrapper == null) {
                elements(owner, field, shape);
            } else {
                Shape inner = new Shape();
                elements(owner, field, inner);
                BindingShape built = inner.build();
                shape.children.put(
                        elementName(owner, field, wrapper.namespace(), wrapper.name()),
                        new BindingShape.Child(owner.getName() + '.' + field.name(), false, () -> built));
            }
        }
    }

    private void elements(Class<?> owner, BindingMember field, Shape shape) {
        boolean several = BindingTypes.isCollection(field);
        String slot = owner.getName() + '.' + field.name();
        Class<?> fieldType = BindingTypes.boundType(field);
        shape.hasText |= field.has(XmlMixed.class);
        @Nullable XmlAnyElement any = field.annotation(XmlAnyElement.class);
        if (any != null) {
            @Nullable XmlJavaTypeAdapter adapter = field.annotation(XmlJavaTypeAdapter.class);
            if (!any.lax() || adapter == null || !HeldAdapter.class.isAssignableFrom(adapter.value())) {
                shape.wildcard = BindingShape.Wildcard.OPEN;
            } else {
                boolean nodes = adapter.value() == XmlNodeAdapter.class && field.has(XmlMixed.class);
                shape.wildcard = nodes ? BindingShape.Wildcard.HELD_WITH_TEXT : BindingShape.Wildcard.HELD;
            }
        }
        @Nullable XmlElementRefs refs = field.annotation(XmlElementRefs.class);
        @Nullable XmlElementRef ref = field.annotation(XmlElementRef.class);
        @Nullable XmlElements choices = field.annotation(XmlElements.class);
        if (refs != null || ref != null) {
            for (XmlElementRef one : refs != null ? refs.value() : new XmlElementRef[] {ref}) {
                reference(one, fieldType, slot, several, shape);
            }
        } else if (any == null) {
            @Nullable XmlElement single = field.annotation(XmlElement.class);
            if (choices != null) {
                for (XmlElement element : choices.value()) {
                    element(owner, field, element, slot, shape);
                }
            } else {
                element(owner, field, single, slot, shape);
            }
        }
    }

    private void element(Class<?> owner, BindingMember field, @Nullable XmlElement element, String slot, Shape shape) {
        Class<?> type = element == null || element.type() == XmlElement.DEFAULT.class
                ? BindingTypes.boundType(field)
                : element.type();
        QName name = elementName(
                owner,
                field,
                element == null ? DEFAULT : element.namespace(),
                element == null ? DEFAULT : element.name());
        boolean list = field.has(XmlList.class);
        Supplier<BindingShape> inner =
                list ? () -> BindingShape.ofText(BindingTypes.each(of(type).text())) : () -> of(type);
        shape.children.put(name, new BindingShape.Child(slot, !list && BindingTypes.isCollection(field), inner));
    }

    private void reference(XmlElementRef ref, Class<?> fieldType, String slot, boolean several, Shape shape) {
        Class<?> type = ref.type() == XmlElementRef.DEFAULT.class ? fieldType : ref.type();
        @Nullable QName own = rootName(type);
        QName name =
                JAXBElement.class.isAssignableFrom(type) || own == null ? new QName(ref.namespace(), ref.name()) : own;
        Supplier<BindingShape> inner = () -> {
            if (!JAXBElement.class.isAssignableFrom(type)) {
                return of(type);
            }
            Class<?> content = declared.get(name);
            return content == null ? BindingShape.ANYTHING : of(content);
        };
        shape.children.put(name, new BindingShape.Child(slot, several, inner));
    }

    private static QName elementName(Class<?> owner, BindingMember field, String namespace, String name) {
        return new QName(
                namespace.equals(DEFAULT) ? (qualified(owner, false) ? namespace(owner) : "") : namespace,
                name.equals(DEFAULT) ? field.name() : name);
    }
}
