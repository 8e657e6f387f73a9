package org.xmpptoolkit.testkit.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.stanza.ExtensionRegistry;
import org.xmpptoolkit.stanza.IqType;
import org.xmpptoolkit.stanza.MessageType;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.StanzaRules;
import org.xmpptoolkit.testkit.result.Verdict;

class StanzaArbitrariesProperties {
    @Provide
    Arbitrary<Stanza> stanzas() {
        return StanzaArbitraries.stanzas();
    }

    @Provide
    Arbitrary<XmlElement> typedPayloads() {
        return StanzaArbitraries.typedPayloads();
    }

    @Provide
    Arbitrary<BrokenStanza> broken() {
        return StanzaArbitraries.broken();
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 1000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void stanzasBreakNoRuleAndReadBack(@ForAll("stanzas") Stanza stanza) {
        assertSound(stanza);

        String kind = stanza.toElement().localName();
        Statistics.label("kind").collect(kind).coverage(coverage -> {
            for (String one : List.of("message", "presence", "iq")) {
                coverage.check(one).percentage(some -> some > 20);
            }
        });
        Statistics.label("type")
                .collect(kind + " " + stanza.rawType().orElse("-"))
                .coverage(coverage -> {
                    for (MessageType type : MessageType.values()) {
                        coverage.check("message " + type).percentage(some -> some > 1);
                    }
                    for (PresenceType type : PresenceType.values()) {
                        coverage.check("presence " + type).percentage(some -> some > 0.8);
                    }
                    for (IqType type : IqType.values()) {
                        coverage.check("iq " + type.name().toLowerCase(Locale.ROOT))
                                .percentage(some -> some > 3);
                    }
                });
        Statistics.label("to").collect(stanza.to().isPresent()).coverage(coverage -> {
            coverage.check(true).percentage(some -> some > 30);
            coverage.check(false).percentage(some -> some > 1);
        });
    }

    private static void assertSound(Stanza stanza) {
        Stanza read =
                Stanza.fromElement(XmlElement.parse(ElementWriter.toString(stanza.toElement(), NamespaceScope.EMPTY)));
        assertEquals(stanza, read);
        assertEquals(List.of(), read.problems());
        assertEquals(Optional.empty(), StanzaRules.check(read));
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 1000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void typedPayloadsAreKnownAndRight(@ForAll("typedPayloads") XmlElement payload) {
        ExtensionRegistry registry = ExtensionRegistry.standard();
        Class<?> type = registry.type(payload.name()).orElseThrow();
        assertEquals(List.of(), registry.bind(payload, type).problems());
        assertEquals(
                payload, registry.toElement(registry.bind(payload, type).value().orElseThrow()));
        for (String known : List.of("query", "delay", "ping", "forwarded", "composing")) {
            Statistics.label(known).collect(payload.localName().equals(known)).coverage(coverage -> coverage.check(true)
                    .percentage(some -> some > 0.5));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 1000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void brokenStanzasAreAnsweredAsTheirRuleDemands(@ForAll("broken") BrokenStanza broken) {
        assertBroken(broken);
        Statistics.label("fault").collect(broken.fault()).coverage(coverage -> {
            for (StanzaFault fault : StanzaFault.values()) {
                coverage.check(fault).percentage(some -> some > 5);
            }
        });
    }

    private static void assertBroken(BrokenStanza broken) {
        Stanza read =
                Stanza.fromElement(XmlElement.parse(ElementWriter.toString(broken.element(), NamespaceScope.EMPTY)));
        Optional<StanzaError> answer = StanzaRules.check(read);
        Demand demand = broken.fault().demand();
        Verdict verdict = answer.map(error -> demand.judge(error.condition())).orElseGet(demand::judgeSilence);
        assertEquals(Verdict.PASSED, verdict, () -> broken + " " + answer);
        assertTrue(!read.problems().isEmpty(), broken::toString);
    }

    @Property(tries = 4, edgeCases = EdgeCasesMode.NONE)
    void shrinkingKeepsTheFault(@ForAll long seed) {
        for (StanzaFault fault : StanzaFault.values()) {
            int seen = Shrinking.walk(StanzaArbitraries.broken(fault), seed, 1, broken -> {
                assertEquals(fault, broken.fault());
                assertBroken(broken);
            });
            assertTrue(seen > 0, fault.name());
        }
    }

    @Property(tries = 4, edgeCases = EdgeCasesMode.NONE)
    void shrinkingAStanzaKeepsItSoundAndOfItsKind(@ForAll long seed) {
        String[] first = new String[1];
        Shrinking.walk(StanzaArbitraries.stanzas(), seed, 1, stanza -> {
            String kind = stanza.toElement().localName();
            first[0] = first[0] == null ? kind : first[0];
            assertEquals(first[0], kind);
            assertSound(stanza);
        });
    }
}
