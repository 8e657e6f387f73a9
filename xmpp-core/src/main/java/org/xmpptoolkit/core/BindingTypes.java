package org.xmpptoolkit.core;

import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlSchemaType;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
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
            Long.class, range(Long.MIN_VALUE, Long.MAX_VALUE),
            char.class, range(Character.MIN_VALUE, Character.MAX_VALUE), // a number to JAXB
            Character.class, range(Character.MIN_VALUE, Character.MAX_VALUE));
    /** By the names of XML Schema, for texts that are kept as they come. */
    private static final Map<String, Class<?>> NUMBERS =
            Map.of("byte", byte.class, "short", short.class, "int", int.class, "long", long.class);

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)");
    private static final Pattern FLOATING = Pattern.compile(DECIMAL.pattern() + "([Ee][+-]?[0-9]+)?|-?INF|NaN");
    private static final Pattern WHITE_SPACE = Pattern.compile("[ \\t\\r\\n]+");
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
                || type.getName().startsWith("java.")
                || type.getName().startsWith("javax.");
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
            return text -> DECIMAL.matcher(text.trim()).matches();
        }
        if (type == BigInteger.class) {
            return text -> INTEGER.matcher(text.trim()).matches();
        }
        if (type == double.class || type == Double.class || type == float.class || type == Float.class) {
            return text -> FLOATING.matcher(text.trim()).matches();
        }
        if (type == byte[].class) {
            return BindingTypes::isBase64;
        }
        return text -> true;
    }

    /** Which texts a field takes whose values stand in one text, as those of an attribute do. */
    static BindingShape.Leaf leaf(BindingMember field) {
        Class<?> type = boundType(field);
        XmlSchemaType schema = field.annotation(XmlSchemaType.class);
        BindingShape.Leaf one = leaf(
                type == String.class && schema != null && schema.namespace().equals(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                        ? NUMBERS.getOrDefault(schema.name(), type)
                        : type);
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
        if (text.length() > 64 || !INTEGER.matcher(text).matches()) {
            return false;
        }
        BigInteger value = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    /** Whether JAXB would read octets from all of it: it skips what it does not know. */
    private static boolean isBase64(String text) {
        String octets = WHITE_SPACE.matcher(text).replaceAll("");
        if (octets.length() % 4 != 0) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(octets).length <= octets.length();
        } catch (IllegalArgumentException e) {
            return false;
        }
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
