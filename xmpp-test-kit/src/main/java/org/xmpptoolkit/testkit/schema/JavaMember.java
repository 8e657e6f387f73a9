package org.xmpptoolkit.testkit.schema;

import com.google.common.reflect.TypeToken;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A field of a class, or a getter or setter of it, which JAXB may bind.
 *
 * @param owner the class that declares it
 * @param name the name of the field or property
 * @param generic its type
 * @param place where its annotations stand
 */
record JavaMember(Class<?> owner, String name, Type generic, AnnotatedElement place) {
    private static final String GET = "get";

    /** The members of a class and the classes above it, those with annotations first: they say what they are. */
    static List<JavaMember> of(Class<?> type) {
        List<JavaMember> members = new ArrayList<>();
        for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
            List<JavaMember> own = new ArrayList<>();
            for (Field field : owner.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    own.add(new JavaMember(owner, field.getName(), field.getGenericType(), field));
                }
            }
            Arrays.stream(owner.getDeclaredMethods())
                    .filter(method -> !method.isBridge() && !Modifier.isStatic(method.getModifiers()))
                    .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                    .forEach(method -> property(method).ifPresent(own::add));
            own.removeIf(member -> member.has(XmlTransient.class));
            own.sort(Comparator.comparing(member -> !member.isAnnotated()));
            members.addAll(own);
        }
        return members;
    }

    private static Optional<JavaMember> property(Method method) {
        String name = method.getName();
        boolean getter = method.getParameterCount() == 0 && method.getReturnType() != void.class;
        if (getter && (name.startsWith(GET) || name.startsWith("is"))) {
            String rest = name.substring(name.startsWith(GET) ? GET.length() : 2);
            return Optional.of(new JavaMember(
                    method.getDeclaringClass(), decapitalized(rest), method.getGenericReturnType(), method));
        }
        if (name.startsWith("set") && method.getParameterCount() == 1) {
            return Optional.of(new JavaMember(
                    method.getDeclaringClass(),
                    decapitalized(name.substring(GET.length())),
                    method.getGenericParameterTypes()[0],
                    method));
        }
        return Optional.empty();
    }

    /** As JavaBeans has it: {@code getURL} is the getter of {@code URL}. */
    private static String decapitalized(String name) {
        boolean acronym = name.length() > 1 && name.substring(0, 2).chars().allMatch(Character::isUpperCase);
        return name.isEmpty() || acronym ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private boolean isAnnotated() {
        return Arrays.stream(place.getAnnotations())
                .anyMatch(a -> a.annotationType().getName().startsWith("jakarta.xml.bind."));
    }

    <A extends Annotation> Optional<A> annotation(Class<A> kind) {
        return Optional.ofNullable(place.getAnnotation(kind));
    }

    boolean has(Class<? extends Annotation> kind) {
        return place.isAnnotationPresent(kind);
    }

    /** The type that stands in the XML: that of an item of a collection, and what an adapter makes of it. */
    Class<?> boundType() {
        Optional<XmlJavaTypeAdapter> adapter = annotation(XmlJavaTypeAdapter.class);
        if (adapter.isPresent()) {
            return adapted(adapter.get().value());
        }
        TypeToken<?> type = TypeToken.of(generic);
        if (type.isSubtypeOf(Collection.class)) {
            type = type.resolveType(Iterable.class.getTypeParameters()[0]);
        } else if (type.isArray() && type.getRawType() != byte[].class) {
            type = type.getComponentType() == null ? type : type.getComponentType();
        }
        if (type.getRawType() == JAXBElement.class) {
            type = type.resolveType(JAXBElement.class.getTypeParameters()[0]);
        }
        XmlJavaTypeAdapter ofType = type.getRawType().getAnnotation(XmlJavaTypeAdapter.class);
        return ofType == null ? type.getRawType() : adapted(ofType.value());
    }

    @SuppressWarnings("rawtypes")
    private static Class<?> adapted(Class<? extends XmlAdapter> adapter) {
        return TypeToken.of(adapter)
                .resolveType(XmlAdapter.class.getTypeParameters()[0])
                .getRawType();
    }
}
