package org.xmpptoolkit.core;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlTransient;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What JAXB binds in a class: a field, or a getter with its setter.
 *
 * @param name the name of the field or the property
 * @param type its type
 * @param genericType the same with its type arguments
 * @param places where its annotations may stand
 */
record BindingMember(String name, Class<?> type, Type genericType, List<AnnotatedElement> places) {
    BindingMember {
        places = List.copyOf(places);
    }

    <A extends Annotation> @Nullable A annotation(Class<A> kind) {
        for (AnnotatedElement place : places) {
            @Nullable A found = place.getAnnotation(kind);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    boolean has(Class<? extends Annotation> kind) {
        return annotation(kind) != null;
    }

    /** What of a class JAXB binds where nothing else is said: its own annotation, or that of its package. */
    static XmlAccessType access(Class<?> type) {
        XmlAccessorType access = type.getAnnotation(XmlAccessorType.class);
        if (access == null) {
            access = type.getPackage().getAnnotation(XmlAccessorType.class);
        }
        return access == null ? XmlAccessType.PUBLIC_MEMBER : access.value();
    }

    /** The members that a class itself declares, not those of the classes above it. */
    static List<BindingMember> declared(Class<?> owner, XmlAccessType access) {
        List<BindingMember> members = new ArrayList<>();
        for (Field field : owner.getDeclaredFields()) {
            boolean bound = access == XmlAccessType.FIELD
                    || (access == XmlAccessType.PUBLIC_MEMBER && Modifier.isPublic(field.getModifiers()));
            boolean usual = !Modifier.isStatic(field.getModifiers())
                    && !Modifier.isTransient(field.getModifiers())
                    && !field.isSynthetic();
            if (usual && (bound || isAnnotated(field))) {
                members.add(new BindingMember(
                        field.getName(), field.getType(), field.getGenericType(), List.<AnnotatedElement>of(field)));
            }
        }
        properties(owner, access, members);
        members.removeIf(member -> member.has(XmlTransient.class));
        return members;
    }

    private static void properties(Class<?> owner, XmlAccessType access, List<BindingMember> members) {
        Map<String, Method> getters = new TreeMap<>();
        Map<String, Method> setters = new TreeMap<>();
        for (Method method : owner.getDeclaredMethods()) {
            String name = method.getName();
            if (!Modifier.isStatic(method.getModifiers()) && !method.isBridge()) {
                if (method.getParameterCount() == 0 && method.getReturnType() != void.class) {
                    int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : name.length();
                    if (name.length() > prefix) {
                        getters.put(decapitalized(name.substring(prefix)), method);
                    }
                } else if (method.getParameterCount() == 1 && name.startsWith("set") && name.length() > 3) {
                    setters.put(decapitalized(name.substring(3)), method);
                }
            }
        }
        getters.forEach((name, getter) -> {
            Method setter = setters.remove(name);
            boolean pair = setter != null && setter.getParameterTypes()[0] == getter.getReturnType();
            boolean open = access == XmlAccessType.PROPERTY
                    || (access == XmlAccessType.PUBLIC_MEMBER
                            && Modifier.isPublic(getter.getModifiers())
                            && (setter == null || Modifier.isPublic(setter.getModifiers())));
            if ((open && pair) || isAnnotated(getter) || (setter != null && isAnnotated(setter))) {
                members.add(new BindingMember(
                        name,
                        getter.getReturnType(),
                        getter.getGenericReturnType(),
                        setter == null
                                ? List.<AnnotatedElement>of(getter)
                                : List.<AnnotatedElement>of(getter, setter)));
            }
        });
        setters.forEach((name, setter) -> {
            if (isAnnotated(setter)) {
                members.add(new BindingMember(
                        name,
                        setter.getParameterTypes()[0],
                        setter.getGenericParameterTypes()[0],
                        List.<AnnotatedElement>of(setter)));
            }
        });
    }

    private static boolean isAnnotated(AnnotatedElement place) {
        for (Annotation annotation : place.getAnnotations()) {
            if (annotation.annotationType().getName().startsWith("jakarta.xml.bind.annotation.")) {
                return true;
            }
        }
        return false;
    }

    /** As JavaBeans has it: {@code getURL} is the getter of {@code URL}. */
    private static String decapitalized(String name) {
        return name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isUpperCase(name.charAt(1))
                ? name
                : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
