package org.xmpptoolkit.testkit.schema;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.namespace.QName;
import org.xmpptoolkit.testkit.schema.SiteModel.Value;
import org.xmpptoolkit.testkit.schema.SiteModel.ValueType;
import org.xmpptoolkit.testkit.template.Templates;

/** Values for examples: by element and name, else by name, else by type, as the resource {@code samples.tsv} has them. */
final class Samples {
    private static final String NONE = "-";

    /** Types of whole numbers, and the bounds that they have by themselves. */
    private static final Map<String, List<String>> WHOLE = Map.ofEntries(
            Map.entry("integer", List.of("", "")),
            Map.entry("long", List.of("-9223372036854775808", "9223372036854775807")),
            Map.entry("int", List.of("-2147483648", "2147483647")),
            Map.entry("short", List.of("-32768", "32767")),
            Map.entry("byte", List.of("-128", "127")),
            Map.entry("nonNegativeInteger", List.of("0", "")),
            Map.entry("positiveInteger", List.of("1", "")),
            Map.entry("nonPositiveInteger", List.of("", "0")),
            Map.entry("negativeInteger", List.of("", "-1")),
            Map.entry("unsignedLong", List.of("0", "18446744073709551615")),
            Map.entry("unsignedInt", List.of("0", "4294967295")),
            Map.entry("unsignedShort", List.of("0", "65535")),
            Map.entry("unsignedByte", List.of("0", "255")));

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private final Map<String, String> table = new HashMap<>();

    Samples() {
        Templates.resource(Samples.class, "samples.tsv").lines().skip(1).forEach(line -> {
            String[] cells = line.split("\t", -1);
            table.put(cells[0], cells[1]);
        });
    }

    /** Whether something that may be left out looks better so. */
    boolean isLeftOut(QName parent, QName name) {
        return NONE.equals(table.get(parent.getLocalPart() + "/" + name.getLocalPart()))
                || NONE.equals(table.get(name.toString()));
    }

    /** What of other namespaces shows best what an element may hold, if there is such a thing. */
    Optional<QName> guest(QName parent) {
        return Optional.ofNullable(table.get(parent.getLocalPart() + "/*")).map(QName::valueOf);
    }

    /** A value, or nothing if none is known that surely is of the type. */
    Optional<String> of(QName parent, QName name, ValueType type) {
        Stream<String> named = Stream.of(
                        parent.getLocalPart() + "/" + name.getLocalPart(), name.toString(), name.getLocalPart())
                .map(table::get)
                .filter(Objects::nonNull)
                .filter(value -> !value.equals(NONE));
        Stream<String> listed = type.values().stream().map(Value::value);
        Stream<String> typed = Stream.of(type.name().split("\\|"))
                .map(one -> table.get("xs:" + one))
                .filter(Objects::nonNull);
        Stream<String> bounds = Stream.of("1", "0", "-1");
        Stream<String> facets = Stream.of("minInclusive", "maxInclusive").flatMap(facet -> type.facet(facet).stream());
        return Stream.of(named, listed, typed, bounds, facets)
                .flatMap(values -> values)
                .filter(value -> fits(value, type))
                .findFirst();
    }

    private static boolean fits(String value, ValueType type) {
        boolean listed = type.values().stream().anyMatch(one -> one.value().equals(value));
        if (!type.values().isEmpty() && type.facet("open").isEmpty()) {
            return listed;
        }
        return listed
                || (Stream.of(type.name().split("\\|")).anyMatch(one -> fits(value, one))
                        && type.facets().stream().allMatch(facet -> fits(value, facet)));
    }

    private static boolean fits(String value, String type) {
        return switch (type) {
            case "string", "normalizedString", "token", "anySimpleType" -> true;
            case "anyURI" -> value.startsWith("http") || value.startsWith("xmpp:");
            case "boolean" -> value.matches("true|false|0|1");
            case "language" -> value.matches("[a-z]{2}");
            case "NMTOKEN" -> value.matches("[A-Za-z0-9_.:-]+");
            case "Name", "NCName", "QName" -> NAME.matcher(value).matches();
            case "base64Binary" -> isBase64(value);
            case "hexBinary" -> value.matches("([0-9A-Fa-f]{2})+");
            case "decimal", "float", "double" -> isNumber(value);
            case "dateTime", "date", "time", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay" ->
                isTime(value, type);
            case "duration" -> value.startsWith("PT");
            default ->
                WHOLE.containsKey(type)
                        && value.matches("-?[0-9]+")
                        && isBetween(
                                value, WHOLE.get(type).get(0), WHOLE.get(type).get(1));
        };
    }

    private static boolean isBetween(String value, String least, String most) {
        BigDecimal number = new BigDecimal(value);
        return (least.isEmpty() || number.compareTo(new BigDecimal(least)) >= 0)
                && (most.isEmpty() || number.compareTo(new BigDecimal(most)) <= 0);
    }

    private static boolean isNumber(String value) {
        return value.matches("-?[0-9]+(\\.[0-9]+)?");
    }

    private static boolean isBase64(String value) {
        try {
            return Base64.getDecoder().decode(value).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isTime(String value, String type) {
        try {
            QName is =
                    DatatypeFactory.newInstance().newXMLGregorianCalendar(value).getXMLSchemaType();
            return is.equals(new QName(XMLConstants.W3C_XML_SCHEMA_NS_URI, type));
        } catch (DatatypeConfigurationException | IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }

    private static boolean fits(String value, SiteModel.Facet facet) {
        int length = value.codePointCount(0, value.length());
        return switch (facet.name()) {
            case "minInclusive" -> isNumber(value) && isBetween(value, facet.value(), "");
            case "maxInclusive" -> isNumber(value) && isBetween(value, "", facet.value());
            case "minExclusive" ->
                isNumber(value)
                        && isBetween(value, facet.value(), "")
                        && new BigDecimal(value).compareTo(new BigDecimal(facet.value())) != 0;
            case "maxExclusive" ->
                isNumber(value)
                        && isBetween(value, "", facet.value())
                        && new BigDecimal(value).compareTo(new BigDecimal(facet.value())) != 0;
            case "length" -> length == Integer.parseInt(facet.value());
            case "minLength" -> length >= Integer.parseInt(facet.value());
            case "maxLength" -> length <= Integer.parseInt(facet.value());
            case "pattern" -> matches(value, facet.value());
            case "whiteSpace", "open" -> true;
            default -> false;
        };
    }

    private static boolean matches(String value, String pattern) {
        try {
            return Pattern.matches(pattern, value);
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
