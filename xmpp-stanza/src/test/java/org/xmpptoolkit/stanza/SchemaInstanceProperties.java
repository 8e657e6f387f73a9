package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.BindingProblem.Kind;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StreamError;

/**
 * Whatever has the form of the specifications' schemas is read without a problem, and written as it came. What the schemas
 * declare at their top and no model here reads (streams, TLS, SASL exchanges) is for the stream.
 */
@AddLifecycleHook(SharedFolder.class)
class SchemaInstanceProperties {
    private static final ExtensionRegistry REGISTRY = ExtensionRegistry.standard();

    private static final String DISCO_INFO = "http://jabber.org/protocol/disco#info";

    private static final Arbitrary<String> ADDRESSES =
            Arbitraries.of("romeo@example.net", "juliet@example.com/balcony", "example.com", "[2001:db8::1]");

    /** Where a type says less about a value than the text of the specification does. */
    private static final Map<String, Arbitrary<String>> TIGHTER = Map.ofEntries(
            // an address: RFC 6120 sections 8.1.1, 8.1.2 and 8.3.1, RFC 6121 section 2.1.2.3, XEP-0030, XEP-0203,
            // XEP-0359
            Map.entry("@from", ADDRESSES),
            Map.entry("@to", ADDRESSES),
            Map.entry("@by", ADDRESSES),
            Map.entry("@jid", ADDRESSES),
            // the full JID that was bound: RFC 6120 section 7.6.1
            Map.entry("jid", Arbitraries.of("juliet@example.com/balcony", "a@b/c d e f")),
            // the name of a group is not empty: RFC 6121 section 2.1.2.6
            Map.entry("group", Arbitraries.of("Friends", "a b", "\u00e9")),
            // 40 hexadecimal digits, or nothing to accept: XEP-0114 section 3
            Map.entry("handshake", Arbitraries.of("", "aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e")),
            // nothing: XEP-0308 section 4
            Map.entry("replace", Arbitraries.just("")),
            // an address of a host: XEP-0198 section 3
            Map.entry("@location", Arbitraries.of("example.com", "[2001:db8::1]:5222", "example.net:9999")));

    /** What a schema lets pass and the text of the specification does not. */
    private record Looser(String path, Kind kind, String section) {
        boolean covers(BindingProblem problem) {
            return problem.kind() == kind && Pattern.matches(path, problem.path());
        }
    }

    private static final List<Looser> STANZAS = List.of(
            new Looser(
                    "(iq|message|presence)/error(\\[\\d])?",
                    Kind.UNKNOWN_ELEMENT,
                    "RFC 6120 section 8.3.1: an error stands in a stanza of the type error"),
            new Looser(
                    "(iq|message|presence)/error/(gone|redirect)",
                    Kind.BAD_VALUE,
                    "RFC 6120 sections 8.3.3.5 and 8.3.3.14: a URI"),
            new Looser(
                    "(iq|message|presence)/error",
                    Kind.MISSING,
                    "RFC 6120 section 8.3.1: a stanza of the type error has an error"),
            new Looser("iq", Kind.MISSING, "RFC 6120 section 8.2.3: a request has exactly one child element"),
            new Looser("message/body\\[\\d]", Kind.REPEATED, "RFC 6121 section 5.2.3: one body a language"),
            new Looser("message/subject\\[\\d]", Kind.REPEATED, "RFC 6121 section 5.2.4: one subject a language"),
            new Looser("message/thread\\[\\d]", Kind.REPEATED, "RFC 6121 section 5.2.5: one thread"),
            new Looser("presence/show\\[\\d]", Kind.REPEATED, "RFC 6121 section 4.7.2.1: one show"),
            new Looser("presence/status\\[\\d]", Kind.REPEATED, "RFC 6121 section 4.7.2.2: one status a language"),
            new Looser("presence/priority\\[\\d]", Kind.REPEATED, "RFC 6121 section 4.7.2.3: one priority"));

    private static final List<Looser> PAYLOADS = List.of(
            new Looser(
                    "query/item(\\[\\d])?/group\\[\\d]",
                    Kind.REPEATED,
                    "RFC 6121 section 2.1.2.6: an item is in a group once"),
            new Looser("enabled/@id", Kind.MISSING, "XEP-0198 section 3: what can be resumed has an id"));

    private record Generation(Schemas schemas, XsdInstances instances) {
        static Generation of(Schemas schemas) {
            return new Generation(schemas, new XsdInstances(schemas.documents(), TIGHTER));
        }
    }

    private record Instance(Generation generation, XmlElement element) {
        @Override
        public String toString() {
            return element.toString();
        }
    }

    @Property(tries = 2000)
    @StatisticsReport(label = "looser", value = StatisticsReport.StatisticsReportMode.OFF)
    void stanzasAreRead(@ForAll("stanzas") Instance instance) {
        assertEquals(
                Optional.empty(), instance.generation().schemas().problem(instance.element()), instance.toString());
        Stanza stanza = Stanza.fromElement(instance.element());
        assertEquals(List.of(), beyond(STANZAS, stanza.problems()));
        assertEquals(instance.element(), stanza.toElement());
        Binding.Result<? extends Stanza> bound = Binding.standard().toObject(instance.element(), stanza.getClass());
        assertEquals(List.of(), bound.problems());
        assertEquals(
                stanza.toElement(Namespaces.CLIENT), bound.value().orElseThrow().toElement());
        assertAllSeen(STANZAS);
    }

    @Property(tries = 6000)
    @StatisticsReport(label = "looser", value = StatisticsReport.StatisticsReportMode.OFF)
    void payloadsAreRead(@ForAll("payloads") Instance instance) {
        assertEquals(
                Optional.empty(), instance.generation().schemas().problem(instance.element()), instance.toString());
        Class<?> type = REGISTRY.type(instance.element().name()).orElseThrow();
        Binding.Result<?> result = REGISTRY.bind(instance.element(), type);
        assertEquals(List.of(), beyond(PAYLOADS, result.problems()));
        assertEquals(
                ordered(instance.element()), REGISTRY.toElement(result.value().orElseThrow()));
        assertAllSeen(PAYLOADS);
    }

    @Property(tries = 1000)
    void errorsAreRead(@ForAll("errors") Instance instance) {
        XmlElement element = instance.element();
        assertEquals(Optional.empty(), instance.generation().schemas().problem(element), instance.toString());
        if (element.namespace().equals(Namespaces.STREAM)) {
            assertEquals(element, StreamError.fromElement(element).toElement());
            assertEquals(
                    List.of(),
                    Binding.standard().toObject(element, StreamError.class).problems());
        } else if (element.namespace().equals(Namespaces.SASL)) {
            assertEquals(element, SaslFailure.fromElement(element).toElement());
            assertEquals(
                    List.of(),
                    Binding.standard().toObject(element, SaslFailure.class).problems());
        } else {
            assertEquals(element, StanzaError.fromElement(element).toElement(element.namespace()));
            assertEquals(
                    List.of(),
                    Binding.standard().toObject(element, StanzaError.class).problems());
        }
    }

    /** What is left of problems without those of the list, which are counted. */
    private static List<BindingProblem> beyond(List<Looser> known, List<BindingProblem> problems) {
        List<BindingProblem> left = new ArrayList<>(problems);
        for (Looser looser : known) {
            if (left.removeIf(looser::covers)) {
                Statistics.label("looser").collect(looser.path());
            }
        }
        return left;
    }

    /** An entry of the list that nothing needs is one too many. */
    private static void assertAllSeen(List<Looser> known) {
        Statistics.label("looser")
                .coverage(seen ->
                        known.forEach(looser -> seen.check(looser.path()).count(count -> count > 0)));
    }

    /** Identities stand before features, as XEP-0030 writes them, in what a model writes; their order has no meaning. */
    private static XmlElement ordered(XmlElement element) {
        if (!element.is(DISCO_INFO, "query")) {
            return element;
        }
        XmlElement.Builder builder = XmlElement.builder(DISCO_INFO, "query");
        element.attribute("node").ifPresent(node -> builder.attribute("node", node));
        return builder.children(element.elements(DISCO_INFO, "identity"))
                .children(element.elements(DISCO_INFO, "feature"))
                .build();
    }

    private static List<Generation> generations() {
        return List.of(Generation.of(Schemas.current()), Generation.of(Schemas.former()));
    }

    private static Arbitrary<Instance> instances(Predicate<QName> wanted) {
        record Root(Generation generation, QName name) {}
        List<Root> roots = new ArrayList<>();
        for (Generation generation : generations()) {
            for (String namespace : generation.schemas().documents().keySet()) {
                generation.instances().elements(namespace).stream()
                        .filter(wanted)
                        .forEach(name -> roots.add(new Root(generation, name)));
            }
        }
        return Arbitraries.of(roots)
                .flatMap(root -> root.generation()
                        .instances()
                        .element(root.name())
                        .map(element -> new Instance(root.generation(), element)))
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<Instance> stanzas() {
        return instances(name -> Stanza.isStanza(XmlElement.of(name.getNamespaceURI(), name.getLocalPart())));
    }

    @Provide
    Arbitrary<Instance> payloads() {
        return instances(name -> REGISTRY.type(name).isPresent());
    }

    @Provide
    Arbitrary<Instance> errors() {
        return instances(name -> name.equals(new QName(Namespaces.STREAM, "error"))
                || name.equals(new QName(Namespaces.SASL, "failure"))
                || (Namespaces.isContentNamespace(name.getNamespaceURI())
                        && name.getLocalPart().equals("error")));
    }
}
