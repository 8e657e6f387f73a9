package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.testkit.StreamRules;

class ReportTest {
    private final List<Finding> progress = new ArrayList<>();
    private final Report report = new Report(StreamRules.load(), progress::add);

    @Test
    void hasOneRowARuleAndTheWorstVerdictWins() {
        report.skipped("R-249", "not yet");
        report.passed("R-249", "answered");
        report.failed("R-249", "got lost");
        report.warning("R-249", "answered late");
        report.passed("R-249", "answered again");
        Finding lost = new Finding("R-249", Verdict.FAILED, "got lost");
        assertEquals(List.of(lost), report.findings());
        assertEquals(3, progress.size(), progress.toString());
        assertEquals(lost, progress.get(2));
        assertEquals(
                1,
                report.table().lines().filter(line -> line.startsWith("R-249 ")).count());
        assertTrue(report.table().endsWith("0 passed, 1 failed, 0 warning, 0 skipped\n"), report.table());
        assertTrue(report.hasFailed());
    }

    @Test
    void failsOrWarnsAsTheRegisterSays() {
        report.judgeByLevel("R-099", false, "a SHALL");
        report.judgeByLevel("R-128", false, "a SHOULD NOT");
        report.judgeByLevel("R-010", true, "a MUST");
        assertEquals(Optional.of(Verdict.FAILED), report.verdict("R-099"));
        assertEquals(Optional.of(Verdict.WARNING), report.verdict("R-128"));
        assertEquals(Optional.of(Verdict.PASSED), report.verdict("R-010"));
        assertEquals(Optional.empty(), report.verdict("R-011"));
    }

    @Test
    void skipsOnlyWhatWasNotJudged() {
        report.passed("R-299", "came");
        report.skipRest(List.of("R-299", "R-228"), "got lost");
        assertEquals(Optional.of(Verdict.PASSED), report.verdict("R-299"));
        assertEquals(Optional.of(Verdict.SKIPPED), report.verdict("R-228"));
        assertFalse(report.hasFailed());
    }

    @Test
    void knowsNoRuleOutsideTheRegister() {
        assertThrows(IllegalArgumentException.class, () -> report.passed("R-999", "x"));
    }
}
