package org.xmpptoolkit.testkit.result;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run of the checker found. Immutable.
 *
 * @param subject what was judged, for people, such as {@code server localhost:5222, domain localhost}
 * @param seed the seed of all that was generated
 * @param tries how often each case was to be played
 * @param results one a case, in the order of their ids
 * @param time how long the run took
 */
public record CheckReport(String subject, long seed, int tries, List<CaseResult> results, Duration time) {
    /**
     * Takes a copy, sorted.
     *
     * @param subject one line for people
     * @param seed the seed of all that was generated
     * @param tries how often each case was to be played
     * @param results one a case, in any order; copied
     * @param time how long the run took
     */
    public CheckReport {
        results = results.stream().sorted(Comparator.comparing(CaseResult::id)).toList();
    }

    /**
     * {@return how many cases have a verdict}
     *
     * @param verdict the verdict to count
     */
    public long count(Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }

    /** {@return the worst verdict of each rule that has a case, by the rule's id} */
    public Map<String, Verdict> rules() {
        return worst(results);
    }

    /** {@return the ids of the rules that were judged: a case provoked them, and was not skipped} */
    public Collection<String> judged() {
        return worst(results.stream()
                        .filter(result -> result.provoked() && result.verdict() != Verdict.SKIPPED)
                        .toList())
                .keySet();
    }

    private static Map<String, Verdict> worst(List<CaseResult> results) {
        Map<String, Verdict> worst = new TreeMap<>();
        for (CaseResult result : results) {
            worst.merge(result.rule().id(), result.verdict(), (a, b) -> b.isWorseThan(a) ? b : a);
        }
        return worst;
    }
}
