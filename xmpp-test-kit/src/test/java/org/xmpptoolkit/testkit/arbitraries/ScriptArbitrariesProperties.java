package org.xmpptoolkit.testkit.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.xmpptoolkit.errors.ErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.result.Verdict;

class ScriptArbitrariesProperties {
    private static final StreamSetting SETTING = ScriptPlayer.SETTING;

    @Provide
    Arbitrary<StreamScript> clients() {
        return ScriptArbitraries.legal(Role.INITIATING, SETTING);
    }

    @Provide
    Arbitrary<StreamScript> servers() {
        return ScriptArbitraries.legal(Role.RECEIVING, SETTING);
    }

    @Provide
    Arbitrary<BrokenScript> brokenClients() {
        return ScriptArbitraries.broken(Role.INITIATING, SETTING);
    }

    @Provide
    Arbitrary<BrokenScript> brokenServers() {
        return ScriptArbitraries.broken(Role.RECEIVING, SETTING);
    }

    @Provide
    Arbitrary<Cut> cuts() {
        return CutArbitraries.cuts();
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 300)
    @StatisticsReport(StatisticsReportMode.OFF)
    void aLegalClientIsServedToTheEnd(@ForAll("clients") StreamScript script, @ForAll("cuts") Cut cut) {
        assertServed(script, cut);
        for (String name : List.of("presence", "message", "ping", "ack", "ack request", "white space")) {
            Statistics.label(name)
                    .collect(
                            script.steps().stream().anyMatch(step -> step.name().equals(name)))
                    .coverage(coverage -> coverage.check(true).percentage(some -> some > 10));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 300)
    @StatisticsReport(StatisticsReportMode.OFF)
    void aLegalServerIsFollowedToTheEnd(@ForAll("servers") StreamScript script, @ForAll("cuts") Cut cut) {
        assertServed(script, cut);
        Statistics.label("steps").collect(script.steps().size() > 8).coverage(coverage -> {
            coverage.check(true).percentage(some -> some > 20);
            coverage.check(false).percentage(some -> some > 10);
        });
    }

    private static void assertServed(StreamScript script, Cut cut) {
        ScriptPlayer played = ScriptPlayer.play(script, cut);
        assertEquals(Optional.empty(), played.condition(), () -> script + "\n" + played);
        assertTrue(played.isEstablished(), () -> script + "\n" + played);
        assertTrue(played.isClosedInOrder(), () -> script + "\n" + played);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 800)
    @StatisticsReport(StatisticsReportMode.OFF)
    void aBrokenClientGetsWhatItsRuleDemands(@ForAll("brokenClients") BrokenScript broken, @ForAll("cuts") Cut cut) {
        assertBroken(broken, cut);
        count(broken);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 600)
    @StatisticsReport(StatisticsReportMode.OFF)
    void aBrokenServerGetsWhatItsRuleDemands(@ForAll("brokenServers") BrokenScript broken, @ForAll("cuts") Cut cut) {
        assertBroken(broken, cut);
        count(broken);
    }

    private static void count(BrokenScript broken) {
        List<ScriptFault> faults =
                ScriptArbitraries.faults(broken.script().role(), broken.script().setting());
        Statistics.label("fault").collect(broken.fault()).coverage(coverage -> {
            for (ScriptFault fault : faults) {
                coverage.check(fault).count(times -> times > 0);
            }
        });
    }

    private static void assertBroken(BrokenScript broken, Cut cut) {
        ScriptPlayer whole = ScriptPlayer.play(broken.script(), Cut.WHOLE);
        Demand demand = broken.fault().demand();
        Optional<ErrorCondition> condition = whole.condition();
        Verdict verdict = condition.map(demand::judge).orElseGet(demand::judgeSilence);
        assertEquals(
                Verdict.PASSED, verdict, () -> broken.fault() + " " + broken.script() + "\n" + condition + " " + whole);
        assertEquals(
                condition,
                ScriptPlayer.play(broken.script(), cut).condition(),
                () -> cut + " " + broken.fault() + " " + broken.script());
        assertEquals(broken.script().steps().size() - 1, broken.step());
    }

    @Property(tries = 6, edgeCases = EdgeCasesMode.NONE)
    void shrinkingKeepsTheFault(@ForAll long seed, @ForAll Role role) {
        for (ScriptFault fault : ScriptArbitraries.faults(role, SETTING)) {
            int seen = Shrinking.walk(ScriptArbitraries.broken(SETTING, fault), seed, 1, broken -> {
                assertEquals(fault, broken.fault());
                assertBroken(broken, Cut.WHOLE);
            });
            assertTrue(seen > 0, fault.toString());
        }
        ScriptFault[] first = new ScriptFault[1];
        Shrinking.walk(ScriptArbitraries.broken(role, SETTING), seed, 1, broken -> {
            first[0] = first[0] == null ? broken.fault() : first[0];
            assertEquals(first[0], broken.fault());
        });
    }

    @Property(tries = 6, edgeCases = EdgeCasesMode.NONE)
    void shrinkingALegalScriptKeepsItLegal(@ForAll long seed, @ForAll Role role) {
        Shrinking.walk(ScriptArbitraries.legal(role, SETTING), seed, 2, script -> assertServed(script, Cut.WHOLE));
    }

    /** To oneself, and so to the best-known account of all, a stanza may be sent before a resource is bound (section 7.1). */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void aStanzaBeforeBindingIsNotToOneself(@ForAll long seed) {
        StreamSetting romeo = new StreamSetting(Jid.parse("romeo@montague.example"), "secret", true);
        ScriptFault fault = ScriptArbitraries.faults(Role.INITIATING, romeo).stream()
                .filter(one -> one.ruleId().equals("R-207"))
                .findFirst()
                .orElseThrow();
        Shrinking.walk(ScriptArbitraries.broken(romeo, fault), seed, 1, broken -> {
            List<ScriptStep> steps = broken.script().steps();
            String stanza = steps.get(steps.size() - 1).octets().toString();
            assertFalse(stanza.contains("romeo@montague.example"), stanza);
        });
    }

    @Property(tries = 1)
    void everyFaultNamesARuleOfTheRegisterAndItsConditions() {
        StreamRules rules = StreamRules.load();
        for (Role role : Role.values()) {
            for (ScriptFault fault : ScriptArbitraries.faults(role, SETTING)) {
                StreamRule rule = rules.find(fault.ruleId()).orElseThrow();
                assertTrue(
                        fault.demand().accepted().stream()
                                .anyMatch(condition -> rule.demands().contains(condition.elementName())),
                        () -> fault + " " + rule.demands());
                assertTrue(
                        !rule.demands().contains("(SHOULD)") || fault.demand().others(),
                        () -> fault + " " + rule.demands());
            }
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> ScriptArbitraries.broken(SETTING, new ScriptFault(Role.RECEIVING, "R-001", "a", Demand.of())));
    }
}
