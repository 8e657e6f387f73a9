package org.xmpptoolkit.publishing;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that users may call of a module, a line each: exported types, with those that they extend, and what is public or protected in
 * them, sorted. What does not change a caller is left out: bodies, names of parameters, whether a method is synchronized or native.
 */
final class ApiListing {
    private ApiListing() {}

    static String of(ModuleClasses module) {
        Set<Class<?>> own = Set.copyOf(module.classes());
        Set<Class<?>> listed = new TreeSet<>(Comparator.comparing(Class::getName));
        own.stream()
                .filter(type -> module.exports().contains(type.getPackageName()) && isSeen(type))
                .forEach(type -> addWithParents(listed, own, type));
        List<String> lines = new ArrayList<>();
        listed.forEach(type -> addType(lines, type));
        return String.join("\n", lines) + "\n";
    }

    /** Of the module's types that nobody sees, those which seen ones extend: what they hand down may be called. */
    private static void addWithParents(Set<Class<?>> listed, Set<Class<?>> own, Class<?> type) {
        if (own.contains(type) && listed.add(type)) {
            Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                    .forEach(parent -> addWithParents(listed, own, parent));
        }
    }

    private static boolean isSeen(Class<?> type) {
        if (type.isSynthetic() || type.isAnonymousClass() || type.isLocalClass() || !isSeen(type.getModifiers())) {
            return false;
        }
        Class<?> outer = type.getDeclaringClass();
        return outer == null || isSeen(outer);
    }

    private static boolean isSeen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static void addType(List<String> lines, Class<?> type) {
        lines.add(header(type));
        List<String> members = new ArrayList<>();
        seen(type.getDeclaredFields()).forEach(field -> members.add(field(field)));
        seen(type.getDeclaredConstructors()).forEach(constructor -> members.add(constructor(constructor)));
        seen(type.getDeclaredMethods())
                .filter(method -> !method.isBridge())
                .forEach(method -> members.add(method(method)));
        members.stream().sorted().map(line -> "    " + line).forEach(lines::add);
    }

    private static <M extends Member> Stream<M> seen(M[] members) {
        return Arrays.stream(members).filter(one -> !one.isSynthetic() && isSeen(one.getModifiers()));
    }

    private static String header(Class<?> type) {
        int shown = type.getModifiers()
                & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL);
        String kind;
        if (type.isAnnotation()) {
            kind = "@interface";
        } else if (type.isInterface()) {
            kind = "interface";
        } else {
            kind = type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        }
        if (type.isInterface() || type.isEnum()) {
            shown &= ~(Modifier.ABSTRACT | Modifier.FINAL);
        }
        StringBuilder line = new StringBuilder(Modifier.toString(shown));
        line.append(type.isSealed() ? " sealed " : " ").append(kind).append(' ').append(type.getName());
        line.append(ApiTypes.parameters(type.getTypeParameters()));
        AnnotatedType parent = type.getAnnotatedSuperclass();
        if (kind.equals("class") && parent != null && parent.getType() != Object.class) {
            line.append(" extends ").append(ApiTypes.of(parent));
        }
        line.append(ApiTypes.all(
                type.getAnnotatedInterfaces(), type.isInterface() ? " extends " : " implements ", ", ", ""));
        if (type.isSealed()) {
            line.append(Arrays.stream(type.getPermittedSubclasses())
                    .map(Class::getName)
                    .sorted()
                    .collect(Collectors.joining(", ", " permits ", "")));
        }
        return deprecated(type.isAnnotationPresent(Deprecated.class))
                + line.toString().strip();
    }

    private static String field(Field field) {
        return deprecated(field.isAnnotationPresent(Deprecated.class))
                + (field.isEnumConstant()
                        ? "constant "
                        : modifiers(field) + ApiTypes.of(field.getAnnotatedType()) + " ")
                + field.getName();
    }

    private static String constructor(Constructor<?> constructor) {
        return deprecated(constructor.isAnnotationPresent(Deprecated.class))
                + modifiers(constructor)
                + ApiTypes.parameters(constructor.getTypeParameters())
                + constructor.getDeclaringClass().getSimpleName()
                + arguments(constructor);
    }

    private static String method(Method method) {
        String type = ApiTypes.parameters(method.getTypeParameters());
        return deprecated(method.isAnnotationPresent(Deprecated.class))
                + (method.isDefault() ? "default " : "")
                + modifiers(method)
                + (type.isEmpty() ? "" : type + " ")
                + ApiTypes.of(method.getAnnotatedReturnType())
                + " "
                + method.getName()
                + arguments(method)
                + (method.getDefaultValue() == null ? "" : " default");
    }

    private static String arguments(Executable executable) {
        AnnotatedType[] parameters = executable.getAnnotatedParameterTypes();
        String list = ApiTypes.all(parameters, "(", ", ", ")");
        return (list.isEmpty() ? "()" : executable.isVarArgs() ? list.replaceFirst("\\[]\\)$", "...)") : list)
                + ApiTypes.all(executable.getAnnotatedExceptionTypes(), " throws ", ", ", "");
    }

    private static String modifiers(Member member) {
        int shown = member.getModifiers()
                & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL);
        return Modifier.toString(shown) + " ";
    }

    private static String deprecated(boolean is) {
        return is ? "@Deprecated " : "";
    }
}
