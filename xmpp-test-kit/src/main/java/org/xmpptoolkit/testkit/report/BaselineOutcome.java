package org.xmpptoolkit.testkit.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.CheckReport;
import org.xmpptoolkit.testkit.result.Verdict;

/**
 * A report beside a baseline. Immutable.
 *
 * @param report the report
 * @param known the ids of the cases that failed and were expected to
 * @param fixed the entries of the baseline that can go: their cases were judged, all of them, and none failed
 * @param unjudged the entries of which nothing can be said: none of their cases was played, or one was skipped
 */
public record BaselineOutcome(CheckReport report, Set<String> known, List<String> fixed, List<String> unjudged) {
    /** The verdicts as reports show them, the worst first. */
    public static final List<String> LABELS = List.of("failed", "known", "warning", "passed", "skipped");

    /**
     * Takes copies.
     *
     * @param report the report
     * @param known the ids of cases; copied
     * @param fixed entries of the baseline, in its order; copied
     * @param unjudged entries of the baseline, in its order; copied
     */
    public BaselineOutcome {
        known = Set.copyOf(known);
        fixed = List.copyOf(fixed);
        unjudged = List.copyOf(unjudged);
    }

    /**
     * {@return whether a case failed as the baseline has it}
     *
     * @param result what became of the case, out of the report
     */
    public boolean isKnown(CaseResult result) {
        return known.contains(result.id());
    }

    /** {@return the cases that failed and are not known: what makes a run fail} */
    public List<CaseResult> failures() {
        return report.results().stream()
                .filter(result -> result.verdict() == Verdict.FAILED && !isKnown(result))
                .toList();
    }

    /**
     * {@return the verdict of a case as reports show it: {@code known} for a known failure, else its {@link Verdict#label()}}
     *
     * @param result what became of the case, out of the report
     */
    public String label(CaseResult result) {
        return isKnown(result) ? "known" : result.verdict().label();
    }

    /** {@return how many cases have each of the {@link #LABELS}, in their order} */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        LABELS.forEach(label -> counts.put(label, 0L));
        report.results().forEach(result -> counts.merge(label(result), 1L, Long::sum));
        return counts;
    }

    /**
     * The cases of each rule.
     *
     * @param which which cases to take
     * @return rules by their ids, each with one case or more, that with the worst verdict first
     */
    public Map<String, List<CaseResult>> byRule(Predicate<CaseResult> which) {
        return report.results().stream()
                .filter(which)
                .sorted(Comparator.comparingInt(result -> LABELS.indexOf(label(result))))
                .collect(Collectors.groupingBy(
                        result -> result.rule().id(), TreeMap::new, Collectors.toUnmodifiableList()));
    }
}
