package org.xmpptoolkit.testkit.arbitraries;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlAttribute;
import org.xmpptoolkit.core.XmlElement;

/**
 * XML as XMPP has it: elements, the many texts that stand for one, and XML that is restricted or ill-formed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-11">RFC 6120 section 11</a>
 */
public final class XmlArbitraries {
    private static final int DEPTH = 3;

    private static final String[] NAMESPACES = {
        "urn:a",
        "urn:b",
        "urn:xmpp:example:0",
        "http://example.org/ns#a?b=c&d",
        "urn:'\"<>",
        "urn:\u00E9\u20AC\uD83D\uDE00"
    };

    private static final String[] NAMES = {
        "a", "b", "x", "query", "message", "stream", "xmlish", "a.b-c_d", "_", "\u00E9l\u00E9ment", "\u6F22\u5B57", "A1"
    };

    /** What readers and writers trip over: markup, line ends, the ends of what UTF-8 and XML can hold. */
    private static final String[] AWKWARD = {
        "&",
        "<",
        ">",
        "'",
        "\"",
        "]]>",
        "]",
        "]]",
        "\n",
        "\r",
        "\r\n",
        "\t",
        " ",
        "&amp;",
        "&#65;",
        "<![CDATA[",
        "<!--",
        "<?a?>",
        "\u007F",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "\uFFFD",
        "\uD7FF",
        "\uE000",
        "\u00E9",
        "\u20AC",
        "\uD83D\uDE00",
        "\uD800\uDC00",
        "\uDBFF\uDFFF",
        "e\u0301"
    };

    private static final List<String> PIECES = Stream.concat(
                    Stream.of("a", "b", "c", "x", "y", "z", "A", "Z", "0", "9", "ab", "text", "word", "-", ".", ","),
                    Stream.of(AWKWARD))
            .toList();

    private XmlArbitraries() {}

    /** {@return elements of any namespace but those of streams and stanzas, up to three levels deep} */
    public static Arbitrary<XmlElement> elements() {
        return elements(namespaces(), DEPTH);
    }

    /**
     * Elements of a namespace, up to three levels deep, with attributes, children and text of any.
     *
     * @param namespace the namespace name of the outermost element
     * @return elements
     */
    public static Arbitrary<XmlElement> elements(String namespace) {
        return elements(Arbitraries.just(namespace), DEPTH);
    }

    private static Arbitrary<XmlElement> elements(Arbitrary<String> namespaces, int depth) {
        Arbitrary<List<XmlElement>> children = depth == 1
                ? Arbitraries.just(List.of())
                : Arbitraries.lazy(() -> elements(Arbitraries.oneOf(namespaces, anyNamespaces()), depth - 1))
                        .list()
                        .ofMaxSize(3);
        return Combinators.combine(namespaces, names(), attributes(), children, text(), text())
                .as((namespace, name, attributes, elements, before, behind) -> {
                    XmlElement.Builder builder = XmlElement.builder(namespace, name);
                    for (XmlAttribute a : attributes) {
                        builder.attribute(a.namespace(), a.localName(), a.prefix(), a.value());
                    }
                    return builder.text(before).children(elements).text(behind).build();
                });
    }

    private static Arbitrary<List<XmlAttribute>> attributes() {
        Arbitrary<XmlAttribute> attribute = Combinators.combine(
                        Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just("")), Tuple.of(1, namespaces())),
                        names(),
                        text())
                .as((namespace, name, value) -> new XmlAttribute(namespace, name, "", value));
        Arbitrary<XmlAttribute> language =
                Arbitraries.of("en", "de-CH").map(tag -> new XmlAttribute(Namespaces.XML, "lang", "xml", tag));
        return Arbitraries.frequencyOf(Tuple.of(6, attribute), Tuple.of(1, language))
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<String> anyNamespaces() {
        return Arbitraries.oneOf(namespaces(), Arbitraries.of("", Namespaces.CLIENT, Namespaces.STANZA_ERRORS));
    }

    /** {@return namespace names, none of them of streams or stanzas, and some with characters that have to be escaped} */
    public static Arbitrary<String> namespaces() {
        return Arbitraries.of(NAMESPACES);
    }

    /** {@return names without a prefix, some of them not ASCII, all of them names by all editions of XML 1.0} */
    public static Arbitrary<String> names() {
        return Arbitraries.of(NAMES);
    }

    /** {@return texts of what XML 1.0 can hold, up to eight pieces, often with what has to be escaped} */
    public static Arbitrary<String> text() {
        // One list of strings, and no arbitrary within an arbitrary: those are slow to shrink.
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just("")),
                Tuple.of(8, Arbitraries.of(PIECES).list().ofMaxSize(8).map(pieces -> String.join("", pieces))),
                Tuple.of(1, Arbitraries.strings().all().ofMaxLength(8).map(XmlTexts::allowed)));
    }

    /** {@return ways to write elements} Shrinks towards the plainest way to write the smallest element. */
    public static Arbitrary<XmlSpelling> spellings() {
        return spellings(elements());
    }

    /**
     * {@return ways to write an element}
     *
     * @param element what all of them stand for
     */
    public static Arbitrary<XmlSpelling> spellings(XmlElement element) {
        return spellings(Arbitraries.just(element));
    }

    /**
     * Ways to write elements: with either quotes, other prefixes or none, declarations said twice, character references, CDATA sections,
     * empty-element tags or pairs, attributes in any order, white space within tags, and any of the line ends that mean the same. Elements
     * of the content namespaces have no prefix (RFC 6120 section 4.8.5).
     *
     * @param elements what to write
     * @return the elements with a text each
     */
    public static Arbitrary<XmlSpelling> spellings(Arbitrary<XmlElement> elements) {
        return Combinators.combine(elements, choices())
                .as((element, choices) -> new XmlSpelling(element, XmlSpeller.spell(element, choices)));
    }

    static Arbitrary<List<Integer>> choices() {
        return Arbitraries.integers().between(0, 59).list().ofMaxSize(40);
    }

    /** {@return XML with one fault, of each kind in turn} */
    public static Arbitrary<BrokenXml> broken() {
        return Choices.kept(List.of(XmlFault.values()), XmlArbitraries::broken);
    }

    /**
     * XML with one fault of a kind, within a first-level element that has no prefix and no namespace declaration.
     *
     * @param fault the fault
     * @return octets that are right but for it
     */
    public static Arbitrary<BrokenXml> broken(XmlFault fault) {
        Arbitrary<List<String>> path = Combinators.combine(
                        Arbitraries.of("message", "presence", "iq"),
                        Arbitraries.of("body", "a", "x").list().ofMaxSize(2))
                .as((first, inner) -> {
                    List<String> names = new ArrayList<>(List.of(first));
                    names.addAll(inner);
                    return names;
                });
        Arbitrary<String> around = text().map(XmlSpeller::escaped);
        return Combinators.combine(path, around, Arbitraries.of(fault.examples()), around)
                .as((names, before, wrong, behind) -> {
                    StringBuilder start = new StringBuilder();
                    StringBuilder end = new StringBuilder();
                    for (String name : names) {
                        start.append('<').append(name).append('>');
                        end.insert(0, "</" + name + ">");
                    }
                    Octets octets = Octets.ofUtf8(start + before).then(wrong).then(Octets.ofUtf8(behind + end));
                    return new BrokenXml(fault, octets);
                });
    }
}
