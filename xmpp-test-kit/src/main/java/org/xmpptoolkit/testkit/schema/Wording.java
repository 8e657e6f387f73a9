package org.xmpptoolkit.testkit.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.xmpptoolkit.testkit.schema.SiteModel.Element;
import org.xmpptoolkit.testkit.schema.SiteModel.Facet;
import org.xmpptoolkit.testkit.schema.SiteModel.Group;
import org.xmpptoolkit.testkit.schema.SiteModel.Order;
import org.xmpptoolkit.testkit.schema.SiteModel.Particle;
import org.xmpptoolkit.testkit.schema.SiteModel.Use;
import org.xmpptoolkit.testkit.schema.SiteModel.ValueType;
import org.xmpptoolkit.testkit.schema.SiteModel.Wildcard;

/** What the terms of the schema language mean, in words. */
final class Wording {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("string", "text"),
            Map.entry("normalizedString", "text"),
            Map.entry("token", "text"),
            Map.entry("NMTOKEN", "text without spaces"),
            Map.entry("anySimpleType", "text"),
            Map.entry("boolean", "true or false (1 or 0)"),
            Map.entry("language", "language tag"),
            Map.entry("anyURI", "URI"),
            Map.entry("byte", "whole number, -128 to 127"),
            Map.entry("short", "whole number, -32768 to 32767"),
            Map.entry("int", "whole number of 32 bits"),
            Map.entry("long", "whole number of 64 bits"),
            Map.entry("integer", "whole number"),
            Map.entry("nonNegativeInteger", "whole number, 0 or more"),
            Map.entry("positiveInteger", "whole number, 1 or more"),
            Map.entry("unsignedByte", "whole number, 0 to 255"),
            Map.entry("unsignedShort", "whole number, 0 to 65535"),
            Map.entry("unsignedInt", "whole number, 0 to 4294967295"),
            Map.entry("unsignedLong", "whole number of 64 bits, 0 or more"),
            Map.entry("decimal", "number"),
            Map.entry("float", "number"),
            Map.entry("double", "number"),
            Map.entry("dateTime", "date and time"),
            Map.entry("date", "date"),
            Map.entry("time", "time"),
            Map.entry("duration", "duration"),
            Map.entry("base64Binary", "octets in Base64"),
            Map.entry("hexBinary", "octets in hexadecimal"));

    private static final Map<String, String> FACETS = Map.of(
            "minInclusive", "at least ",
            "maxInclusive", "at most ",
            "minExclusive", "more than ",
            "maxExclusive", "less than ",
            "length", "characters: ",
            "minLength", "characters, at least: ",
            "maxLength", "characters, at most: ",
            "pattern", "as the pattern ",
            "totalDigits", "digits, at most: ",
            "fractionDigits", "digits behind the point, at most: ");

    private Wording() {}

    /** A type of texts; the values, if it has some, are told elsewhere. */
    static String of(ValueType type) {
        boolean open = type.facet("open").isPresent();
        String base = Stream.of(type.name().split("\\|"))
                .map(name -> TYPES.getOrDefault(name, name))
                .distinct()
                .collect(Collectors.joining(", or "));
        Optional<String> least = type.facet("minInclusive");
        Optional<String> most = type.facet("maxInclusive");
        if (least.isPresent() && most.isPresent()) {
            base = base.replaceFirst(",.*", "") + ", " + least.get() + " to " + most.get();
        }
        String text =
                type.values().isEmpty() ? base : open ? "one of the values, or another " + base : "one of the values";
        String facets = type.facets().stream()
                .filter(facet -> FACETS.containsKey(facet.name()))
                .filter(facet ->
                        least.isEmpty() || most.isEmpty() || !facet.name().endsWith("Inclusive"))
                .map(Wording::facet)
                .collect(Collectors.joining());
        return (type.list() ? "any number, with spaces between, of: " : "") + text + facets;
    }

    private static String facet(Facet facet) {
        return ", " + FACETS.getOrDefault(facet.name(), facet.name()) + facet.value();
    }

    /** What a group does. */
    static String of(Group group) {
        return switch (group.order()) {
            case SEQUENCE -> "in this order";
            case ALL -> "in any order";
            case CHOICE -> group.max() > 1 ? "each time one of" : "one of";
        };
    }

    /** What a wildcard takes. */
    static String namespaces(String namespaces) {
        return switch (namespaces) {
            case "##any" -> "element";
            case "##other" -> "of another namespace";
            case "##local" -> "without namespace";
            case "##targetNamespace" -> "of this namespace";
            default -> "of " + namespaces;
        };
    }

    /** A whole content in a sentence, for whoever does not see it drawn. */
    static String content(Particle particle, Function<Integer, Element> elements) {
        String times = particle.min() == 1 && particle.max() == 1
                ? ""
                : " (" + Cardinality.words(particle.min(), particle.max()) + ")";
        if (particle instanceof Use use) {
            return elements.apply(use.element()).name().getLocalPart() + times;
        }
        if (particle instanceof Wildcard wildcard) {
            return "any element " + (wildcard.namespaces().equals("##any") ? "" : namespaces(wildcard.namespaces()))
                    + times;
        }
        Group group = (Group) particle;
        List<String> parts =
                group.parts().stream().map(part -> content(part, elements)).toList();
        String inner = String.join(
                group.order() == Order.SEQUENCE ? ", then " : group.order() == Order.CHOICE ? " or " : ", ", parts);
        return switch (group.order()) {
            case SEQUENCE -> times.isEmpty() ? inner : "[" + inner + "]" + times;
            case ALL -> "in any order [" + inner + "]" + times;
            case CHOICE -> "one of [" + inner + "]" + times;
        };
    }

    /** A name with a prefix that readers know: that of streams or of XML. */
    static String name(QName name) {
        String prefix =
                switch (name.getNamespaceURI()) {
                    case SitePaths.STREAMS -> "stream:";
                    case XMLConstants.XML_NS_URI -> "xml:";
                    default -> "";
                };
        return prefix + name.getLocalPart();
    }
}
