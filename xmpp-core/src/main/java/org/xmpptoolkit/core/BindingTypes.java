package org.xmpptoolkit.core;

import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** The types of bound fields: what they are behind adapters and collections, and which texts they take. */
final class BindingTypes {
    private static final Map<Class<?>, BigInteger[]> RANGES = Map.of(
            byte.class, range(Byte.MIN_VALUE, Byte.MAX_VALUE),
            Byte.class, range(Byte.MIN_VALUE, Byte.MAX_VALUE),
            short.class, range(Short.MIN_VALUE, Short.MAX_VALUE),
            Short.class, range(Short.MIN_VALUE, Short.MAX_VALUE),
            int.class, range(Integer.MIN_VALUE, Integer.MAX_VALUE),
            Integer.class, range(Integer.MIN_VALUE, Integer.MAX_VALUE),
            long.class, range(Long.MIN_VALUE, Long.MAX_VALUE),
            Long.class, range(Long.MIN_VALUE, Long.MAX_VALUE));
    private static final Set<String> BOOLEANS = Set.of("true", "false", "1", "0");

    private BindingTypes() {}

    private static BigInteger[] range(long least, long most) {
        return new BigInteger[] {BigInteger.valueOf(least), BigInteger.valueOf(most)};
    }

    /** Whether values of the type are text to XML. */
    static boolean isLeaf(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || type.isArray()
                || type.getName().startsWith("java");
    }

    /** Which texts a type takes; all where only JAXB can tell. */
    static BindingShape.Leaf leaf(Class<?> type) {
        if (type.isEnum()) {
            Set<String> names = new HashSet<>();
            for (Field field : type.getFields()) {
                if (field.isEnumConstant()) {
                    XmlEnumValue value = field.getAnnotation(XmlEnumValue.class);
                    names.add(value == null ? field.getName() : value.value());
                }
            }
            return new BindingShape.Leaf() {
                @Override
                public boolean allows(String value) {
                    return names.contains(value) || names.contains(value.trim());
                }

                @Override
                public String read(String value) {
                    return names.contains(value) || !names.contains(value.trim()) ? value : value.trim();
                }
            };
        }
        if (type == boolean.class || type == Boolean.class) {
            return text -> BOOLEANS.contains(text.trim());
        }
        BigInteger @Nullable [] range = RANGES.get(type);
        if (range != null) {
            return text -> isInteger(text.trim(), range[0], range[1]);
        }
        if (type == BigDecimal.class) {
            return text -> text.trim().matches("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)");
        }
        return text -> true;
    }

    /** Which texts a field takes whose values stand in one text, as those of an attribute do. */
    static BindingShape.Leaf leaf(BindingMember field) {
        BindingShape.Leaf one = leaf(boundType(field));
        return isCollection(field) && !isAdaptedWhole(field) ? each(one) : one;
    }

    /** Takes lists, perhaps empty, of texts with white space between them. */
    static BindingShape.Leaf each(BindingShape.Leaf item) {
        return text -> {
            StringTokenizer items = new StringTokenizer(text, " \t\r\n");
            while (items.hasMoreTokens()) {
                if (!item.allows(items.nextToken())) {
                    return false;
                }
            }
            return true;
        };
    }

    private static boolean isInteger(String text, BigInteger least, BigInteger most) {
        if (text.length() > 64 || !text.matches("[+-]?[0-9]+")) {
            return false;
        }
        BigInteger value = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    static boolean isCollection(BindingMember field) {
        return Collection.class.isAssignableFrom(field.type())
                || (field.type().isArray() && field.type() != byte[].class);
    }

    /** The class that JAXB reads for one value of the field: behind its adapter, or else the item of its collection. */
    static Class<?> boundType(BindingMember field) {
        @Nullable XmlJavaTypeAdapter adapter = field.annotation(XmlJavaTypeAdapter.class);
        if (adapter != null) {
            return typeArgument(adapter.value(), 0);
        }
        if (Collection.class.isAssignableFrom(field.type())) {
            return field.genericType() instanceof ParameterizedType generic
                    ? erased(generic.getActualTypeArguments()[0])
                    : Object.class;
        }
        return field.type().isArray() && field.type() != byte[].class
                ? field.type().getComponentType()
                : field.type();
    }

    /** Whether the field's adapter makes the collection itself, not its items. */
    private static boolean isAdaptedWhole(BindingMember field) {
        @Nullable XmlJavaTypeAdapter adapter = field.annotation(XmlJavaTypeAdapter.class);
        return adapter != null && typeArgument(adapter.value(), 1).isAssignableFrom(field.type());
    }

    /** What an adapter says of {@code XmlAdapter<ValueType, BoundType>}. */
    private static Class<?> typeArgument(Class<?> adapter, int index) {
        for (Class<?> c = adapter; c != null; c = c.getSuperclass()) {
            if (c.getGenericSuperclass() instanceof ParameterizedType generic
                    && generic.getRawType() == XmlAdapter.class) {
                return erased(generic.getActualTypeArguments()[index]);
            }
        }
        return Object.class;
    }

    private static Class<?> erased(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        return type instanceof ParameterizedType generic ? erased(generic.getRawType()) : Object.class;
    }
}
