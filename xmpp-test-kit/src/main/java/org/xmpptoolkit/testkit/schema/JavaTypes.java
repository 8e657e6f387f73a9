package org.xmpptoolkit.testkit.schema;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementDecl;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlElementRefs;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlElements;
import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlRegistry;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchema;
import jakarta.xml.bind.annotation.XmlSeeAlso;
import jakarta.xml.bind.annotation.XmlType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.AllowedValues;

/** The classes behind the types and elements of schemas. The schemas lead: what JAXB has left out of them is not asked for. */
final class JavaTypes {
    private static final String DEFAULT = "##default";

    private final Map<QName, Class<?>> types = new LinkedHashMap<>();
    private final Map<QName, Class<?>> usualTypes = new LinkedHashMap<>();
    private final Map<QName, Class<?>> roots = new LinkedHashMap<>();
    private final Map<QName, Method> declarations = new LinkedHashMap<>();
    private final Map<QName, String> owners = new LinkedHashMap<>();
    private final Set<Class<?>> seen = new LinkedHashSet<>();

    /**
     * Looks at classes and what they refer to.
     *
     * @throws IllegalArgumentException if two classes have one element
     */
    JavaTypes(Collection<Class<?>> classes) {
        Deque<Class<?>> ahead = new ArrayDeque<>(classes);
        while (!ahead.isEmpty()) {
            Class<?> type = ahead.poll();
            if (!type.isPrimitive() && !type.isArray() && !isPlatform(type) && seen.add(type)) {
                visit(type, ahead);
            }
        }
    }

    private static boolean isPlatform(Class<?> type) {
        return type.getName().startsWith("java.")
                || type.getName().startsWith("javax.")
                || type.getName().startsWith("jakarta.");
    }

    private void visit(Class<?> type, Deque<Class<?>> ahead) {
        if (type.isAnnotationPresent(XmlRegistry.class)) {
            Arrays.stream(type.getDeclaredMethods())
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(method -> declare(method, ahead));
            return;
        }
        XmlType named = type.getAnnotation(XmlType.class);
        String namespace = named == null || named.namespace().equals(DEFAULT) ? namespace(type) : named.namespace();
        if (named == null || named.name().equals(DEFAULT)) {
            usualTypes.putIfAbsent(new QName(namespace, usual(type.getSimpleName())), type);
        } else if (!named.name().isEmpty()) {
            types.putIfAbsent(new QName(namespace, named.name()), type);
        }
        XmlRootElement root = type.getAnnotation(XmlRootElement.class);
        if (root != null) {
            QName name = new QName(
                    root.namespace().equals(DEFAULT) ? namespace(type) : root.namespace(),
                    root.name().equals(DEFAULT) ? variable(type.getSimpleName()) : root.name());
            claim(name, type.getName());
            roots.put(name, type);
        }
        if (type.getSuperclass() != null) {
            ahead.add(type.getSuperclass());
        }
        XmlSeeAlso others = type.getAnnotation(XmlSeeAlso.class);
        if (others != null) {
            ahead.addAll(List.of(others.value()));
        }
        if (!type.isEnum() && !type.isInterface()) {
            JavaMember.of(type).forEach(member -> visit(member, ahead));
        }
    }

    private static void visit(JavaMember member, Deque<Class<?>> ahead) {
        ahead.add(member.boundType());
        member.annotation(XmlElement.class).ifPresent(e -> ahead.add(e.type()));
        member.annotation(XmlElements.class)
                .ifPresent(all -> Arrays.stream(all.value()).forEach(e -> ahead.add(e.type())));
        member.annotation(XmlElementRef.class).ifPresent(ref -> ahead.add(ref.type()));
        member.annotation(XmlElementRefs.class)
                .ifPresent(all -> Arrays.stream(all.value()).forEach(ref -> ahead.add(ref.type())));
    }

    private void declare(Method method, Deque<Class<?>> ahead) {
        XmlElementDecl declaration = method.getAnnotation(XmlElementDecl.class);
        if (declaration != null && declaration.scope() == XmlElementDecl.GLOBAL.class) {
            QName name = new QName(
                    declaration.namespace().equals(DEFAULT)
                            ? namespace(method.getDeclaringClass())
                            : declaration.namespace(),
                    declaration.name());
            claim(name, method.getDeclaringClass().getName() + '.' + method.getName());
            declarations.put(name, method);
            ahead.addAll(List.of(method.getParameterTypes()));
        }
    }

    private void claim(QName name, String owner) {
        String other = owners.putIfAbsent(name, owner);
        if (other != null && !other.equals(owner)) {
            throw new IllegalArgumentException(
                    "the element " + name + " is that of " + other + ", too: one class for an element");
        }
    }

    /** The namespace that a package gives to what it declares; empty if it gives none. */
    static String namespace(Class<?> type) {
        XmlSchema schema = type.getPackage() == null ? null : type.getPackage().getAnnotation(XmlSchema.class);
        return schema == null ? "" : schema.namespace();
    }

    /** JAXB makes names of class names by rules of its own, which differ in upper and lower case only. */
    private static String usual(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    private static String variable(String name) {
        int capitals = 0;
        while (capitals < name.length() && Character.isUpperCase(name.charAt(capitals))) {
            capitals++;
        }
        int lowered = capitals > 1 && capitals < name.length() ? capitals - 1 : capitals;
        return name.substring(0, lowered).toLowerCase(Locale.ROOT) + name.substring(lowered);
    }

    /** What a type that the schema generator adds for an enum is called. */
    static String typeName(Class<?> type) {
        return variable(type.getSimpleName());
    }

    /** The classes, and those that they refer to. */
    Set<Class<?>> seen() {
        return seen;
    }

    Optional<Class<?>> type(QName name) {
        Class<?> type = types.get(name);
        return Optional.ofNullable(
                type == null ? usualTypes.get(new QName(name.getNamespaceURI(), usual(name.getLocalPart()))) : type);
    }

    Optional<Class<?>> root(QName element) {
        return Optional.ofNullable(roots.get(element));
    }

    /** The method of a registry that declares an element without a class of its own. */
    Optional<Method> declaration(QName element) {
        return Optional.ofNullable(declarations.get(element));
    }

    /**
     * A class of the package whose text says most of a namespace: the one that gives the namespace to its classes, else the one with
     * the most elements and types in it.
     */
    Optional<Class<?>> inPackageOf(String namespace) {
        Optional<Class<?>> main =
                seen.stream().filter(type -> namespace(type).equals(namespace)).min(BY_NAME);
        if (main.isPresent()) {
            return main;
        }
        Map<String, List<Class<?>>> byPackage = Stream.of(roots, types)
                .flatMap(map -> map.entrySet().stream())
                .filter(entry -> entry.getKey().getNamespaceURI().equals(namespace))
                .map(Map.Entry::getValue)
                .sorted(BY_NAME)
                .collect(Collectors.groupingBy(Class::getPackageName, TreeMap::new, Collectors.toList()));
        return byPackage.values().stream()
                .min(Comparator.comparing(classes -> -classes.size()))
                .map(classes -> classes.get(0));
    }

    private static final Comparator<Class<?>> BY_NAME = Comparator.comparing(Class::getName);

    /** The member behind an attribute. */
    static Optional<JavaMember> attribute(Class<?> owner, String name) {
        return JavaMember.of(owner).stream()
                .filter(member -> member.annotation(XmlAttribute.class)
                        .filter(a -> orDefault(a.name(), member).equals(name))
                        .isPresent())
                .findFirst();
    }

    /** The member behind an element that a type declares inside. */
    static Optional<JavaMember> element(Class<?> owner, String name) {
        return JavaMember.of(owner).stream()
                .filter(member -> !member.has(XmlAttribute.class) && isElement(member, name))
                .findFirst();
    }

    private static boolean isElement(JavaMember member, String name) {
        Optional<XmlElementWrapper> wrapper = member.annotation(XmlElementWrapper.class);
        Optional<XmlElements> several = member.annotation(XmlElements.class);
        Optional<XmlElement> one = member.annotation(XmlElement.class);
        if (wrapper.isPresent() && orDefault(wrapper.get().name(), member).equals(name)) {
            return true;
        }
        if (several.isPresent()) {
            return Arrays.stream(several.get().value())
                    .anyMatch(e -> orDefault(e.name(), member).equals(name));
        }
        return one.map(e -> orDefault(e.name(), member)).orElse(member.name()).equals(name);
    }

    private static String orDefault(String name, JavaMember member) {
        return name.equals(DEFAULT) ? member.name() : name;
    }

    /** The members with an annotation of a kind. */
    static Optional<JavaMember> with(Class<?> owner, Class<? extends java.lang.annotation.Annotation> kind) {
        return JavaMember.of(owner).stream().filter(member -> member.has(kind)).findFirst();
    }

    /** The texts of an enum's constants, with the names of these, in the order of the source. */
    static Map<String, String> texts(Class<?> enumeration) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Object constant : enumeration.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            texts.put(text(enumeration, name), name);
        }
        return texts;
    }

    private static String text(Class<?> enumeration, String constant) {
        try {
            Field field = enumeration.getField(constant);
            XmlEnumValue value = field.getAnnotation(XmlEnumValue.class);
            return value == null ? constant : value.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(enumeration.getName() + " has no constant " + constant, e);
        }
    }

    /** Whether a class is there for JAXB by its own annotations. */
    static boolean isModel(Class<?> type) {
        return type.isAnnotationPresent(XmlRootElement.class)
                || type.isAnnotationPresent(XmlType.class)
                || type.isAnnotationPresent(XmlEnum.class)
                || type.isAnnotationPresent(XmlRegistry.class);
    }

    /** The enum whose texts a member takes. */
    static Optional<Class<?>> allowed(JavaMember member) {
        return member.annotation(AllowedValues.class).map(AllowedValues::value);
    }
}
