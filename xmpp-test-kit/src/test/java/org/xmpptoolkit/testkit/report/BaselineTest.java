package org.xmpptoolkit.testkit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.CheckReport;
import org.xmpptoolkit.testkit.result.Exchange;
import org.xmpptoolkit.testkit.result.Judgement;
import org.xmpptoolkit.testkit.result.Verdict;

class BaselineTest {
    private static final List<String> CASES = List.of("R-313.unclosed", "R-313.name", "R-024");

    private final Path file;

    BaselineTest(@TempDir Path folder) {
        file = folder.resolve("known.txt");
    }

    private Baseline read(String text) throws IOException {
        return Baseline.read(Files.writeString(file, text), CASES);
    }

    private static CheckReport report(String... cases) {
        List<CaseResult> results = Arrays.stream(cases)
                .map(one -> one.split("="))
                .map(parts -> SampleReport.result(
                        parts[0],
                        "title",
                        true,
                        new Judgement(Verdict.valueOf(parts[1]), "seen\nthis"),
                        Exchange.NONE,
                        Optional.empty()))
                .toList();
        return new CheckReport("subject", 1, 1, results, Duration.ZERO);
    }

    private static List<String> failures(BaselineOutcome outcome) {
        return outcome.failures().stream().map(CaseResult::id).toList();
    }

    @Test
    void partsKnownFailuresFromNewOnes() throws IOException {
        CheckReport report = report("R-024=FAILED", "R-313.name=FAILED", "R-313.unclosed=PASSED");
        BaselineOutcome outcome = read("# ours\r\n\n  R-313.name # issue 7\n").apply(report);
        assertEquals(List.of("R-024"), failures(outcome));
        assertEquals(Set.of("R-313.name"), outcome.known());
        assertEquals(
                List.of("failed", "known", "passed"),
                report.results().stream().map(outcome::label).toList());
        assertEquals(List.of(), outcome.fixed());
    }

    @Test
    void takesTheIdOfARuleForAllItsCases() throws IOException {
        BaselineOutcome outcome =
                read("\uFEFFR-313\n").apply(report("R-313.name=FAILED", "R-313.unclosed=FAILED", "R-024=PASSED"));
        assertEquals(List.of(), failures(outcome));
        assertEquals(Set.of("R-313.name", "R-313.unclosed"), outcome.known());
    }

    @Test
    void tellsWhatCanGo() throws IOException {
        BaselineOutcome outcome = read("R-024\nR-313.name\nR-313\nR-001\nR-313.unclosed\n")
                .apply(report("R-024=WARNING", "R-313.name=PASSED", "R-313.unclosed=SKIPPED"));
        assertEquals(List.of("R-024", "R-313.name"), outcome.fixed());
        assertEquals(List.of("R-313", "R-001", "R-313.unclosed"), outcome.unjudged());
    }

    @Test
    void keepsTheEntryOfARuleThatFailsThoughACaseWasSkipped() throws IOException {
        BaselineOutcome outcome = read("R-313").apply(report("R-313.name=FAILED", "R-313.unclosed=SKIPPED"));
        assertEquals(Set.of("R-313.name"), outcome.known());
        assertEquals(List.of(), outcome.unjudged());
        assertEquals(List.of(), outcome.fixed());
    }

    @ParameterizedTest
    @CsvSource({
        "'R-024\nR-313.nam # x', line 2: 'R-313.nam'",
        "'\n\nR-999', line 3: 'R-999'",
        "R-024 R-313, line 1: 'R-024 R-313'",
        "r-024, line 1: 'r-024'"
    })
    void namesLineAndEntryThatAreWrong(String text, String fault) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> read(text));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith(file + " " + fault.replace("''", "'")),
                refused.getMessage());
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        Files.write(file, new byte[] {'R', (byte) 0xFF});
        assertThrows(IllegalArgumentException.class, () -> Baseline.read(file, CASES));
        Files.delete(file);
        assertThrows(NoSuchFileException.class, () -> Baseline.read(file, CASES));
    }

    @Test
    void writesWhatItReads() throws IOException {
        CheckReport report = report("R-024=FAILED", "R-313.name=FAILED", "R-313.unclosed=PASSED");
        Baseline.of(report).write(file);
        assertEquals(
                List.of("R-024 # title: seen\\x0Athis", "R-313.name # title: seen\\x0Athis"),
                Files.readAllLines(file).subList(1, 3));
        assertEquals(List.of(), failures(Baseline.read(file, CASES).apply(report)));
    }

    @Test
    void isBroughtUpToDate() throws IOException {
        Baseline updated = read("R-024 # why\nR-313.unclosed\nR-001 # later")
                .updatedBy(report("R-024=FAILED", "R-313.name=FAILED", "R-313.unclosed=PASSED"));
        updated.write(file);
        assertEquals(
                List.of("R-024 # why", "R-001 # later", "R-313.name # title: seen\\x0Athis"),
                Files.readAllLines(file).subList(1, 4));
    }

    @Test
    void knowsNothingUnlessTold() {
        assertEquals(List.of("R-024"), failures(Baseline.none().apply(report("R-024=FAILED"))));
    }
}
