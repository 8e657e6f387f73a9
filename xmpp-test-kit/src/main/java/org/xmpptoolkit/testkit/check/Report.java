package org.xmpptoolkit.testkit.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.StreamRules;

/**
 * Collects findings, one a rule: of several the worst stays. Lays them out as a table. Safe for use by several threads.
 */
public final class Report {
    private final StreamRules rules;
    private final Consumer<Finding> progress;
    private final Map<String, Finding> findings = Collections.synchronizedMap(new LinkedHashMap<>());

    /**
     * An empty report.
     *
     * @param rules the register
     * @param progress hears each finding as it is made, unless its rule has one already that is as bad
     */
    public Report(StreamRules rules, Consumer<Finding> progress) {
        this.rules = rules;
        this.progress = progress;
    }

    void passed(String rule, String seen) {
        add(new Finding(rule, Verdict.PASSED, seen));
    }

    void failed(String rule, String seen) {
        add(new Finding(rule, Verdict.FAILED, seen));
    }

    void warning(String rule, String seen) {
        add(new Finding(rule, Verdict.WARNING, seen));
    }

    void skipped(String rule, String why) {
        add(new Finding(rule, Verdict.SKIPPED, why));
    }

    /** Passed or failed by a condition. */
    void judge(String rule, boolean holds, String seen) {
        if (holds) {
            passed(rule, seen);
        } else {
            failed(rule, seen);
        }
    }

    /** Passed, or a warning: for what the register calls SHOULD. */
    void advise(String rule, boolean holds, String seen) {
        if (holds) {
            passed(rule, seen);
        } else {
            warning(rule, seen);
        }
    }

    /** Judges with the word of the register: a warning if it recommends only. */
    void judgeByLevel(String rule, boolean holds, String seen) {
        String level = find(rule).level();
        if (level.startsWith("SHOULD") || level.contains("RECOMMENDED")) {
            advise(rule, holds, seen);
        } else {
            judge(rule, holds, seen);
        }
    }

    /** Skips those rules that have no finding. */
    void skipRest(List<String> rules, String why) {
        for (String rule : rules) {
            skipped(rule, why); // a skipped row gives way to any other
        }
    }

    private void add(Finding finding) {
        find(finding.rule());
        synchronized (findings) {
            Finding before = findings.get(finding.rule());
            if (before != null && badness(before.verdict()) >= badness(finding.verdict())) {
                return;
            }
            findings.put(finding.rule(), finding);
        }
        progress.accept(finding);
    }

    private static int badness(Verdict verdict) {
        return switch (verdict) {
            case SKIPPED -> 0;
            case PASSED -> 1;
            case WARNING -> 2;
            case FAILED -> 3;
        };
    }

    /** The rule as the register has it. */
    private StreamRule find(String rule) {
        return rules.find(rule).orElseThrow(() -> new IllegalArgumentException(rule + " is not in the register"));
    }

    /** Whether the register makes the condition that a rule names a recommendation only. */
    boolean recommendsCondition(String rule) {
        return find(rule).demands().contains("(SHOULD)");
    }

    /** The findings so far, one a rule, in the order in which the rules were judged first. */
    public List<Finding> findings() {
        synchronized (findings) {
            return List.copyOf(findings.values());
        }
    }

    /** What is said of a rule so far, or nothing. */
    Optional<Verdict> verdict(String rule) {
        return Optional.ofNullable(findings.get(rule)).map(Finding::verdict);
    }

    /** Whether a rule failed. */
    public boolean hasFailed() {
        return findings().stream().anyMatch(finding -> finding.verdict() == Verdict.FAILED);
    }

    /** The table, one row a rule in the order of the rules' ids, and the sums in its last line. */
    public String table() {
        List<Finding> sorted = new ArrayList<>(findings());
        sorted.sort(Comparator.comparing(Finding::rule));
        StringBuilder out = new StringBuilder();
        row(out, "rule", "section", "level", "verdict", "seen");
        Map<Verdict, Integer> sums = new EnumMap<>(Verdict.class);
        for (Finding finding : sorted) {
            StreamRule rule = find(finding.rule());
            String section = (rule.document().startsWith("XEP") ? "" : "RFC ") + rule.document() + " " + rule.section();
            row(out, rule.id(), section, rule.level(), lower(finding.verdict()), finding.seen());
            sums.merge(finding.verdict(), 1, Integer::sum);
        }
        out.append(Arrays.stream(Verdict.values())
                .map(verdict -> sums.getOrDefault(verdict, 0) + " " + lower(verdict))
                .collect(Collectors.joining(", ")));
        return out.append('\n').toString();
    }

    static String lower(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static void row(StringBuilder out, String rule, String section, String level, String verdict, String seen) {
        out.append(String.format("%-6s %-17s %-12s %-8s %s%n", rule, section, level, verdict, seen));
    }
}
