package org.xmpptoolkit.stanza;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Makes values of the simple types that the schemas of XMPP use. */
final class XsdValues {
    private final Map<String, Document> documents;

    XsdValues(Map<String, Document> documents) {
        this.documents = documents;
    }

    static QName resolve(Element at, String qualifiedName) {
        int colon = qualifiedName.indexOf(':');
        String prefix = colon < 0 ? null : qualifiedName.substring(0, colon);
        return new QName(at.lookupNamespaceURI(prefix), qualifiedName.substring(colon + 1));
    }

    Arbitrary<String> strings() {
        return Arbitraries.strings().withChars("ab <&'\"]>\t\n\u00e9\u4e2d").ofMaxLength(6);
    }

    Arbitrary<String> languages() {
        return Arbitraries.of("en", "de-CH", "zh-Hant-TW");
    }

    Arbitrary<String> named(QName type) {
        if (type.getNamespaceURI().equals(XMLConstants.W3C_XML_SCHEMA_NS_URI)) {
            return builtIn(type.getLocalPart());
        }
        return XsdInstances.children(Objects.requireNonNull(documents.get(type.getNamespaceURI()))
                        .getDocumentElement())
                .filter(t -> t.getLocalName().equals("simpleType")
                        && t.getAttribute("name").equals(type.getLocalPart()))
                .findFirst()
                .map(this::simple)
                .orElseThrow(() -> new IllegalArgumentException("no type " + type));
    }

    private Arbitrary<String> builtIn(String name) {
        return switch (name) {
            case "string" -> strings();
            case "NMTOKEN" -> Arbitraries.of("a", "1", "-x.y:z", "\u00e9_7");
            case "token" -> Arbitraries.of("", "a", "a b");
            case "NMTOKENS" -> Arbitraries.of("a", "a b", "cs ep-notif");
            case "NCName" -> Arbitraries.of("a", "\u00e9_7", "x-1");
            case "boolean" -> padded(Arbitraries.of("true", "false", "1", "0"));
            case "byte" -> padded(numbers(-128, 127));
            case "unsignedInt" -> padded(numbers(0, 4_294_967_295L));
            case "positiveInteger" -> padded(numbers(1, Long.MAX_VALUE));
            case "decimal" -> Arbitraries.of("1.0", "0.9", "10", "-.5");
            case "dateTime" -> dateTimes();
            default -> throw new IllegalArgumentException("unknown type xs:" + name);
        };
    }

    /** White space around such a value does not count. */
    private static Arbitrary<String> padded(Arbitrary<String> values) {
        return Combinators.combine(values, Arbitraries.of("", "", "", " ", "\n\t"))
                .as((value, space) -> space + value + space);
    }

    private static Arbitrary<String> numbers(long least, long most) {
        return Combinators.combine(
                        Arbitraries.longs().between(least, most),
                        Arbitraries.of("", "", "0", "00"),
                        Arbitraries.of(true, false))
                .as((number, zeros, plus) ->
                        (number < 0 ? "-" : plus ? "+" : "") + zeros + Long.toString(Math.abs(number)));
    }

    private static Arbitrary<String> dateTimes() {
        return Combinators.combine(
                        Arbitraries.of("2026-03-01", "1969-07-21", "2024-02-29", "9999-12-31"),
                        Arbitraries.of("00:00:00", "02:56:15", "23:59:59"),
                        Arbitraries.of("", ".5", ".123456", ".1234567890"),
                        Arbitraries.of("Z", "+00:00", "-06:00", "+05:30", "+14:00"))
                .as((date, time, fraction, zone) -> date + "T" + time + fraction + zone);
    }

    Arbitrary<String> simple(Element type) {
        Element restriction = XsdInstances.children(type)
                .filter(c -> c.getLocalName().equals("restriction"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown kind of simpleType"));
        List<String> enumerated = new ArrayList<>();
        int[] length = {0, Integer.MAX_VALUE};
        XsdInstances.children(restriction).forEach(facet -> {
            String value = facet.getAttribute("value");
            switch (facet.getLocalName()) {
                case "enumeration" -> enumerated.add(value);
                case "minLength" -> length[0] = Integer.parseInt(value);
                case "maxLength" -> length[1] = Integer.parseInt(value);
                default -> throw new IllegalArgumentException("unknown facet " + facet.getLocalName());
            }
        });
        if (!enumerated.isEmpty()) {
            return Arbitraries.of(enumerated);
        }
        return named(resolve(restriction, restriction.getAttribute("base")))
                .map(text -> text + "a".repeat(Math.max(0, length[0] - text.codePointCount(0, text.length()))))
                .filter(text -> text.codePointCount(0, text.length()) <= length[1]);
    }
}
