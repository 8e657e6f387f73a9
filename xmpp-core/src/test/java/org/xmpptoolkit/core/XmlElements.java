package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Elements of every shape that a caller can build. */
final class XmlElements {
    private static final String[] NAMESPACES = {
        "",
        "jabber:client",
        "jabber:server",
        "jabber:component:accept",
        "http://etherx.jabber.org/streams",
        "urn:a",
        "urn:b",
        "urn:'<&>\"",
        " \t\n\r]]>",
        "urn:\u00e9\u20ac\ud83d\ude00\u0085\u2028",
        Namespaces.XML,
    };
    private static final String[] PREFIXES = {
        "", "", "a", "b", "ns1", "ns2", "xml", "xmlns", "stream", "\u00e9", "xmlfoo", "_-."
    };
    private static final String[] NAMES = {
        "a", "b", "message", "stream", "xml", "xmlns", "\u00e9l\u00e9ment", "_.-\u00b7", "XML"
    };
    private static final int MAX_DEPTH = 4;

    private XmlElements() {}

    static Arbitrary<XmlElement> any() {
        return any(MAX_DEPTH);
    }

    /** Elements that a stream may be given: all but a stream header itself. */
    static Arbitrary<XmlElement> inStream() {
        return any().filter(element -> !isHeader(element));
    }

    static Arbitrary<String> text() {
        Arbitrary<String> awkward = Arbitraries.of(
                "]]>",
                "]",
                ">",
                "\r",
                "\n",
                "\r\n",
                "\t",
                " ",
                "&",
                "&amp;",
                "<",
                "'",
                "\"",
                "\u007f",
                "\u0085",
                "\u2028",
                "\ufeff",
                "\ufffd",
                "\ud7ff",
                "\ue000",
                "\ud800\udc00",
                "\udbff\udffd",
                "\u00e9",
                "\u20ac",
                "<![CDATA[",
                "x");
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(8).map(XmlElements::allowed);
        return Arbitraries.oneOf(awkward, any).list().ofMaxSize(6).map(parts -> String.join("", parts));
    }

    private static String allowed(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || c >= 0x20 && c < 0xD800
                        || c >= 0xE000 && c < 0xFFFE
                        || c > 0xFFFF)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static Arbitrary<XmlElement> any(int depth) {
        Arbitrary<XmlAttribute> attribute = Combinators.combine(
                        Arbitraries.of(NAMESPACES), Arbitraries.of(NAMES), Arbitraries.of(PREFIXES), text())
                .as(XmlAttribute::new)
                .filter(a -> !a.namespace().isEmpty() || !a.localName().equals("xmlns"));
        Arbitrary<Object> part = depth == 0
                ? text().asGeneric()
                : Arbitraries.frequencyOf(
                        Tuple.of(1, text().asGeneric()),
                        Tuple.of(2, Arbitraries.lazy(() -> any(depth - 1)).asGeneric()));
        return Combinators.combine(
                        Arbitraries.of(NAMESPACES),
                        Arbitraries.of(NAMES),
                        Arbitraries.of(PREFIXES),
                        attribute.list().ofMaxSize(4),
                        part.list().ofMaxSize(3))
                .as(XmlElements::element);
    }

    private static XmlElement element(
            String namespace, String name, String prefix, List<XmlAttribute> attributes, List<Object> parts) {
        XmlElement.Builder builder = XmlElement.builder(namespace, name).prefix(prefix);
        for (XmlAttribute a : attributes) {
            builder.attribute(a.namespace(), a.localName(), a.prefix(), a.value());
        }
        for (Object part : parts) {
            if (part instanceof XmlElement child) {
                add(builder, child);
            } else {
                builder.text((String) part);
            }
        }
        return builder.build();
    }

    /** Adds what may be added: a stream header inside an element is the caller's error. */
    private static void add(XmlElement.Builder builder, XmlElement child) {
        if (isHeader(child)) {
            assertThrows(IllegalArgumentException.class, () -> builder.child(child));
        } else {
            builder.child(child);
        }
    }

    private static boolean isHeader(XmlElement element) {
        return element.is(Namespaces.STREAM, "stream");
    }
}
