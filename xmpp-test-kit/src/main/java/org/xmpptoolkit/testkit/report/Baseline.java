package org.xmpptoolkit.testkit.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.CheckReport;
import org.xmpptoolkit.testkit.result.Verdict;

/**
 * The failures that are known, so that a check can stand in somebody's CI before all of them are mended. Immutable.
 *
 * <p>The file is text in UTF-8: one entry a line, the id of a case ({@code R-313.unclosed}) or that of a rule ({@code R-313}), which
 * stands for all cases of that rule. {@code #} begins a comment, which runs to the end of its line; empty lines say nothing.
 */
public final class Baseline {
    /** Ids, each with the comment to write behind it, which may be empty. */
    private final Map<String, String> entries;

    private Baseline(Map<String, String> entries) {
        this.entries = entries;
    }

    /** {@return a baseline by which no failure is known} */
    public static Baseline none() {
        return new Baseline(Map.of());
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param cases the ids of all cases that there are, also of those that are not going to be played
     * @return its entries
     * @throws IllegalArgumentException if the file is not in UTF-8, or has an entry that is the id neither of a case nor of a rule of the
     *     register; the message names file, line and entry
     * @throws IOException if it cannot be read
     */
    public static Baseline read(Path file, Collection<String> cases) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is not in UTF-8", e);
        }
        StreamRules rules = StreamRules.load();
        Set<String> known = Set.copyOf(cases);
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line =
                    i == 0 && lines.get(i).startsWith("\uFEFF") ? lines.get(i).substring(1) : lines.get(i);
            int comment = line.indexOf('#');
            String id = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (id.isEmpty()) {
                continue;
            }
            if (!known.contains(id) && rules.find(id).isEmpty()) {
                throw new IllegalArgumentException(file + " line " + (i + 1) + ": '" + VisibleText.inLine(id)
                        + "' is the id neither of a case nor of a rule");
            }
            entries.put(id, comment < 0 ? "" : line.substring(comment + 1).strip());
        }
        return new Baseline(entries);
    }

    /**
     * {@return the failures of a report, by the ids of their cases}
     *
     * @param report what was found; what did not fail is passed over
     */
    public static Baseline of(CheckReport report) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (CaseResult result : report.results()) {
            if (result.verdict() == Verdict.FAILED) {
                entries.put(
                        result.id(), result.title() + ": " + result.judgement().seen());
            }
        }
        return new Baseline(entries);
    }

    /**
     * This baseline brought up to date: what was fixed is gone, new failures are added, and what the report does not judge stays.
     *
     * @param report the report
     * @return a new baseline
     */
    public Baseline updatedBy(CheckReport report) {
        BaselineOutcome outcome = apply(report);
        Map<String, String> updated = new LinkedHashMap<>(entries);
        outcome.fixed().forEach(updated::remove);
        outcome.failures().forEach(result -> updated.putAll(of(only(report, result)).entries));
        return new Baseline(updated);
    }

    private static CheckReport only(CheckReport report, CaseResult result) {
        return new CheckReport(report.subject(), report.seed(), report.tries(), List.of(result), report.time());
    }

    /**
     * Writes the file that {@link #read} reads, with what was seen as comments.
     *
     * @param file the file; what is there is written over
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("# Failures that are known: ids of cases or rules, one a line.\n");
        entries.forEach((id, comment) -> text.append(id)
                .append(comment.isEmpty() ? "" : " # " + VisibleText.inLine(comment))
                .append('\n'));
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    /**
     * {@return whether a case may fail: it or its rule has an entry}
     *
     * @param result what became of the case; its verdict does not matter
     */
    public boolean expects(CaseResult result) {
        return entries.keySet().stream().anyMatch(entry -> means(entry, result));
    }

    private static boolean means(String entry, CaseResult result) {
        return result.id().equals(entry) || result.rule().id().equals(entry);
    }

    /**
     * Sets a report beside this baseline.
     *
     * @param report what was found
     * @return what of it is known, and which entries can go
     */
    public BaselineOutcome apply(CheckReport report) {
        Set<String> known = new TreeSet<>();
        List<String> fixed = new ArrayList<>();
        List<String> unjudged = new ArrayList<>();
        for (String entry : entries.keySet()) {
            List<CaseResult> meant = report.results().stream()
                    .filter(result ->
                            result.id().equals(entry) || result.rule().id().equals(entry))
                    .toList();
            List<CaseResult> failed = meant.stream()
                    .filter(result -> result.verdict() == Verdict.FAILED)
                    .toList();
            failed.forEach(result -> known.add(result.id()));
            if (meant.isEmpty() || meant.stream().anyMatch(result -> result.verdict() == Verdict.SKIPPED)) {
                if (failed.isEmpty()) {
                    unjudged.add(entry);
                }
            } else if (failed.isEmpty()) {
                fixed.add(entry);
            }
        }
        return new BaselineOutcome(report, known, fixed, unjudged);
    }
}
