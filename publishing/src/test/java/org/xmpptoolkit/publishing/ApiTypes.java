package org.xmpptoolkit.publishing;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types as the listing of the API writes them: with their arguments, and with {@code ?} behind one that may be null. */
final class ApiTypes {
    private ApiTypes() {}

    static String of(AnnotatedType type) {
        String mark = type.isAnnotationPresent(Nullable.class) ? "?" : "";
        if (type instanceof AnnotatedArrayType array) {
            return of(array.getAnnotatedGenericComponentType()) + "[]" + mark;
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            String raw = ((ParameterizedType) generic.getType()).getRawType().getTypeName();
            return raw + mark + all(generic.getAnnotatedActualTypeArguments(), "<", ", ", ">");
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
            return lower.length > 0 ? "? super " + of(lower[0]) : "?" + bounds(wildcard.getAnnotatedUpperBounds());
        }
        if (type instanceof AnnotatedTypeVariable variable) {
            return variable.getType().getTypeName() + mark;
        }
        return type.getType().getTypeName() + mark;
    }

    /** The types between marks, or nothing where there are none. */
    static String all(AnnotatedType[] types, String before, String between, String behind) {
        return types.length == 0
                ? ""
                : Arrays.stream(types).map(ApiTypes::of).collect(Collectors.joining(between, before, behind));
    }

    static String parameters(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(one -> one.getName() + bounds(one.getAnnotatedBounds()))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String bounds(AnnotatedType[] bounds) {
        String text = all(bounds, " extends ", " & ", "");
        return text.equals(" extends java.lang.Object") ? "" : text;
    }
}
