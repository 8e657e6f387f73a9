package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.testkit.report.Baseline;
import org.xmpptoolkit.testkit.report.BaselineOutcome;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.CheckReport;
import org.xmpptoolkit.testkit.result.Judgement;

class CheckSummaryTest {
    private static final Terminal PIPE = new Terminal(false, Integer.MAX_VALUE, false);
    private static final CheckReport REPORT = report(List.of(
            Results.of("R-024", Judgement.failed("the \u001B[31mmessage\nwas delivered")),
            Results.of("R-313.a", Judgement.passed("not-well-formed")),
            Results.of("R-313.b", Judgement.failed("nothing came")),
            Results.of("R-314.a", Judgement.passed("first")),
            Results.of("R-314.b", Judgement.passed("second")),
            Results.of("R-020", Judgement.passed("each id was new"), false),
            Results.of("R-445", Judgement.skipped("no stream management"))));

    private static CheckReport report(List<CaseResult> results) {
        return new CheckReport("subject", 42, 1, results, Duration.ofSeconds(1));
    }

    private static String summary(BaselineOutcome outcome, Terminal terminal) {
        return CheckSummary.of(outcome, result -> "xmpp check --rules " + result.id(), terminal);
    }

    @Test
    void hasARowForEachRuleAndThoseOnlySeenApart() {
        assertEquals("""
                rule   section            level        verdict  seen
                R-024  RFC 6120 4.3.5     MUST         failed   the \\x1B[31mmessage\\x0Awas delivered
                R-313  RFC 6120 11.3      MUST         known    .b: nothing came
                R-314  RFC 6120 11.3      MUST NOT     passed   2 cases: first
                R-445  XEP-0198 3         MUST         skipped  no stream management

                seen, not provoked:
                rule   section            level        verdict  seen
                R-020  RFC 6120 4.3.3     MUST         passed   each id was new

                R-024 failed: title of R-024
                    RFC 6120 section 4.3.5: A stanza to others before completion is not accepted and the stream is closed.
                    seen: the \\x1B[31mmessage\\x0Awas delivered
                    to repeat: xmpp check --rules R-024

                R-001 is fixed: remove it from the baseline

                7 cases: 1 failed, 1 known, 0 warning, 4 passed, 1 skipped
                3 rules judged, 1 seen, not provoked; seed 42
                """, summary(new BaselineOutcome(REPORT, Set.of("R-313.b"), List.of("R-001"), List.of()), PIPE));
    }

    @Test
    void namesNoCaseThatIsCalledAsItsRule() {
        CheckReport report = report(List.of(
                Results.of("R-489", Judgement.skipped("no port")),
                Results.of("R-489.tried", Judgement.skipped("none"))));
        String summary = summary(Baseline.none().apply(report), PIPE);
        assertTrue(summary.contains(" skipped  no port\n"), summary);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 71, 72, 80, 200})
    void fitsTheTable(int columns) {
        CheckReport report = report(List.of(
                Results.of("R-024", Judgement.passed("w".repeat(1_000))),
                Results.of("R-020", Judgement.passed("\u00FC".repeat(1_000)), false)));
        String summary = summary(Baseline.none().apply(report), new Terminal(true, columns, false));
        for (String line : summary.lines().filter(row -> row.startsWith("R-")).toList()) {
            assertEquals(columns, line.length(), line);
            assertTrue(line.endsWith("..."), line);
        }
        assertTrue(
                summary.lines().filter(row -> row.startsWith("rule")).allMatch(row -> row.length() <= columns),
                summary);
    }

    @Test
    void repeatsNoMoreFailuresThanAnybodyReads() {
        List<CaseResult> failures = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            failures.add(Results.of("R-024." + i, Judgement.failed("no")));
        }
        String summary = summary(Baseline.none().apply(report(failures)), PIPE);
        assertEquals(CheckSummary.MOST_FAILURES, summary.split("to repeat: ").length - 1);
        assertTrue(summary.contains("\nand 30 failures more\n"), summary);
        assertTrue(
                summary(Baseline.none().apply(report(Collections.emptyList())), PIPE)
                        .endsWith(
                                "\n0 cases: 0 failed, 0 warning, 0 passed, 0 skipped\n0 rules judged, 0 seen, not provoked; seed 42\n"));
    }
}
