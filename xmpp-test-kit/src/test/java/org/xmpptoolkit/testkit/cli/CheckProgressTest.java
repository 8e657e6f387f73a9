package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.testkit.report.Baseline;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.Judgement;

class CheckProgressTest {
    private static final Terminal PIPE = new Terminal(false, Integer.MAX_VALUE, true);
    private static final CaseResult PASSED = Results.of("R-001", Judgement.passed("fine"));
    private static final CaseResult FAILED = Results.of("R-313.unclosed", Judgement.failed("no\nerror \u00FC"));

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private CheckProgress progress(Terminal terminal, Baseline baseline) {
        return new CheckProgress(
                Streams.of(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), written),
                terminal,
                baseline);
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void writesALineForWhatDidNotPassAndACountNowAndThen() {
        CheckProgress progress = progress(PIPE, Baseline.none());
        progress.started(25);
        for (int i = 0; i < 22; i++) {
            progress.finished(PASSED);
        }
        progress.finished(FAILED);
        progress.finished(Results.of("R-002", Judgement.warning("other condition")));
        progress.finished(Results.of("R-003", Judgement.skipped("no account")));
        progress.ended();
        assertEquals(
                List.of(
                        "10 of 25 cases",
                        "20 of 25 cases",
                        "R-313.unclosed failed: no\\x0Aerror \u00FC",
                        "R-002 warning: other condition",
                        "R-003 skipped: no account",
                        "25 of 25 cases, 1 failed, 1 warning, 1 skipped"),
                lines());
    }

    @Test
    void writesNoMoreThanAnybodyReads() {
        CheckProgress progress = progress(PIPE, Baseline.none());
        progress.started(1_000);
        for (int i = 0; i < 1_000; i++) {
            progress.finished(Results.of("R-002", Judgement.failed("x".repeat(10_000))));
        }
        progress.ended();
        assertEquals(CheckProgress.MOST_LINES + 1 + 10, lines().size());
        assertTrue(written.size() < 40_000, () -> written.size() + " octets");
    }

    @Test
    void drawsABarThatFitsAndLeavesNothingOfIt() {
        CheckProgress progress = progress(new Terminal(true, 60, false), Baseline.none());
        progress.started(2);
        progress.finished(PASSED);
        progress.finished(FAILED);
        String before = written.toString(StandardCharsets.UTF_8);
        assertTrue(before.contains("\r[                        ] 0 of 2 cases"), before);
        assertTrue(before.contains("\r[############            ] 1 of 2 cases  R-001"), before);
        assertTrue(before.contains("\rR-313.unclosed failed: no\\x0Aerror \\xFC" + System.lineSeparator()), before);
        assertTrue(before.contains("\r[########################] 2 of 2 cases, 1 failed  R-313..."), before);
        for (String drawn : before.split("[\r\n]")) {
            assertTrue(drawn.length() < 60, drawn);
        }
        progress.ended();
        String wiped = written.toString(StandardCharsets.UTF_8).substring(before.length());
        assertEquals("\r" + " ".repeat(59) + "\r", wiped);
    }

    @Test
    void isNotStoppedByACheckWithoutCases() {
        CheckProgress progress = progress(new Terminal(true, 60, false), Baseline.none());
        progress.started(0);
        progress.ended();
        assertFalse(written.toString(StandardCharsets.UTF_8).contains("\n"));
    }

    @Test
    void tellsKnownFailuresAsSuch(@TempDir Path folder) throws IOException {
        Baseline baseline = Baseline.read(Files.writeString(folder.resolve("known"), "R-313"), List.of());
        CheckProgress progress = progress(PIPE, baseline);
        progress.started(1);
        progress.finished(FAILED);
        assertEquals(List.of("R-313.unclosed known: no\\x0Aerror \u00FC", "1 of 1 cases, 1 known"), lines());
    }
}
