package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xmpptoolkit.rules.Rule;

class ElementWriterProperties {
    private static final Pattern REFERENCES = Pattern.compile("&(amp|lt|gt|quot|apos|#x[0-9A-F]+);");

    @Provide
    Arbitrary<XmlElement> elements() {
        return XmlElements.inStream();
    }

    @Provide
    Arbitrary<NamespaceScope> scopes() {
        return Combinators.combine(
                        Arbitraries.of("jabber:client", "jabber:server", "urn:a", ""),
                        Arbitraries.maps(
                                        Arbitraries.of("a", "b", "ns1", "\u00e9", "db"),
                                        Arbitraries.of("urn:a", "urn:b", "jabber:client", "jabber:server:dialback"))
                                .ofMaxSize(3))
                .as((byDefault, prefixed) -> {
                    Map<String, String> declarations = new LinkedHashMap<>(prefixed);
                    declarations.put("", byDefault);
                    declarations.put("stream", Namespaces.STREAM);
                    return NamespaceScope.of(declarations);
                });
    }

    @Rule({"R-312", "R-314"})
    @Property
    void readingWhatWasWrittenGivesAnEqualElement(@ForAll("elements") XmlElement element) {
        byte[] written = ElementWriter.toBytes(element, NamespaceScope.EMPTY);
        assertEquals(
                new StreamReader.ElementComplete(element),
                StreamReader.readDocument(written, StreamLimits.DEFAULT),
                new String(written, StandardCharsets.UTF_8));
    }

    @Property
    void readingWhatWasWrittenInAStreamGivesAnEqualElement(
            @ForAll("elements") XmlElement element, @ForAll("scopes") NamespaceScope scope) {
        String header = ElementWriter.startTag(
                XmlElement.builder(Namespaces.STREAM, "stream").prefix("stream").build(), scope);
        StreamReader reader = StreamReader.opening(StreamLimits.DEFAULT);
        Reading.feed(reader, Reading.utf8(header));
        String written = ElementWriter.toString(element, scope);
        assertEquals(
                List.of(new StreamReader.ElementComplete(element)),
                Reading.feed(reader, Reading.utf8(written)),
                header + written);
    }

    @Property
    void readingAndWritingAgainChangesNothing(@ForAll("elements") XmlElement element) {
        String written = ElementWriter.toString(element, NamespaceScope.EMPTY);
        assertEquals(written, ElementWriter.toString(XmlElement.parse(written), NamespaceScope.EMPTY));
    }

    @Rule({"R-303", "R-304", "R-305", "R-306", "R-326"})
    @Property
    void whatWasWrittenIsTagsAndTextOnly(@ForAll("elements") XmlElement element) {
        String written = ElementWriter.toString(element, NamespaceScope.EMPTY);
        assertFalse(written.contains("<!") || written.contains("<?"), written);
        assertTrue(written.startsWith("<"), written);
        assertEquals("", REFERENCES.matcher(written).replaceAll("").replaceAll("[^&]", ""), written);
    }

    @Rule("R-092")
    @Property
    void noElementOfAContentNamespaceGetsAPrefix(
            @ForAll("elements") XmlElement element, @ForAll("scopes") NamespaceScope scope) {
        String header = ElementWriter.startTag(
                XmlElement.builder("urn:root", "root").prefix("root").build(), scope);
        XmlElement root = XmlElement.parse(header + ElementWriter.toString(element, scope) + endTag(header));
        assertFalse(prefixesContentNamespace(root), root::toString);
    }

    /** Elements as a peer writes them that has a few namespaces, long ones among them, declared outside of all elements that use them. */
    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> namespaces = Arbitraries.of(
                "urn:a",
                "urn:" + "b".repeat(300),
                "urn:" + "c".repeat(700),
                "urn:" + "d".repeat(1_020),
                "jabber:client",
                "jabber:server");
        Arbitrary<String> prefixes = Arbitraries.of("a", "b", "ns1", "ns2", "p".repeat(500));
        Arbitrary<String> declarations = Arbitraries.maps(prefixes, namespaces)
                .ofMinSize(5)
                .ofMaxSize(5)
                .map(bound -> bound.entrySet().stream()
                        .map(entry -> " xmlns:" + entry.getKey() + "='" + entry.getValue() + "'")
                        .collect(Collectors.joining()));
        Arbitrary<String> tags = Combinators.combine(
                        Arbitraries.of("", "a:", "b:", "ns1:", "ns2:", "p".repeat(500) + ":"),
                        Arbitraries.of("", " b:x=''", " ns1:x=''", " a:x='' ns2:y=''"),
                        Arbitraries.of(
                                "", "", " xmlns='urn:a'", " xmlns=''", " xmlns:ns1='urn:e'", " xmlns:ns2='urn:f'"))
                .as((prefix, attributes, declared) -> prefix + "d" + declared + attributes);
        Arbitrary<String> inner = Combinators.combine(tags, tags.list().ofMaxSize(3))
                .as((outer, children) -> "<" + outer + ">"
                        + children.stream().map(tag -> "<" + tag + "/>").collect(Collectors.joining()) + "</"
                        + outer.split(" ")[0] + ">");
        return Combinators.combine(
                        declarations,
                        inner.list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.integers().between(1, 60))
                .as((declared, parts, times) ->
                        "<a xmlns='jabber:client'" + declared + ">" + repeat(String.join("", parts), times) + "</a>");
    }

    /** So often at most as a reader takes it. */
    private static String repeat(String part, int times) {
        return part.repeat(Math.min(times, 200_000 / part.length()));
    }

    /** Six times: an element of a content namespace that holds three of another, which have no prefix to share. */
    @Property
    void whatIsWrittenIsNotManyTimesWhatWasRead(@ForAll("hostile") String xml) {
        String written = ElementWriter.toString(XmlElement.parse(xml), NamespaceScope.EMPTY);
        assertTrue(written.length() < 6 * xml.length(), () -> written.length() + " of " + xml.length());
    }

    @Rule("R-092")
    @Property
    void declarationsThatAreSharedKeepTheRulesInAnyContext(
            @ForAll("hostile") String xml, @ForAll("scopes") NamespaceScope scope) {
        XmlElement element = XmlElement.parse(xml);
        String header = ElementWriter.startTag(
                XmlElement.builder("urn:root", "root").prefix("root").build(), scope);
        String document = header + ElementWriter.toString(element, scope) + endTag(header);
        StreamLimits limits =
                StreamLimits.builder().elementOctets(2 * document.length()).build();
        StreamReader.ElementComplete complete = assertInstanceOf(
                StreamReader.ElementComplete.class,
                StreamReader.readDocument(Reading.utf8(document), limits),
                document);
        assertEquals(List.of(element), complete.element().elements(), document);
        assertFalse(prefixesContentNamespace(complete.element()), document);
    }

    private static String endTag(String header) {
        return "</" + Pattern.compile("[ >]").split(header.substring(1), 2)[0] + ">";
    }

    private static boolean prefixesContentNamespace(XmlElement element) {
        return Namespaces.isContentNamespace(element.namespace())
                        && !element.prefix().isEmpty()
                || element.elements().stream().anyMatch(ElementWriterProperties::prefixesContentNamespace);
    }
}
