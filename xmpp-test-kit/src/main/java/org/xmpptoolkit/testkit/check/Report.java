package org.xmpptoolkit.testkit.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.StreamRules;

/** Collects findings, and lays them out as a table. Safe for use by several threads. */
public final class Report {
    private final StreamRules rules;
    private final Consumer<Finding> progress;
    private final List<Finding> findings = Collections.synchronizedList(new ArrayList<>());

    /**
     * An empty report.
     *
     * @param rules the register
     * @param progress hears each finding as it is made
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

    private void add(Finding finding) {
        if (rules.find(finding.rule()).isEmpty()) {
            throw new IllegalArgumentException(finding.rule() + " is not in the register");
        }
        findings.add(finding);
        progress.accept(finding);
    }

    /** The findings so far, in the order in which they were made. */
    public List<Finding> findings() {
        synchronized (findings) {
            return List.copyOf(findings);
        }
    }

    /** Whether a rule failed. */
    public boolean hasFailed() {
        return findings().stream().anyMatch(finding -> finding.verdict() == Verdict.FAILED);
    }

    /** Whether a rule was judged already. */
    boolean covers(String rule) {
        return findings().stream().anyMatch(finding -> finding.rule().equals(rule));
    }

    /** The table, one row a finding in the order of the rules' ids, and the sums in its last line. */
    public String table() {
        List<Finding> sorted = new ArrayList<>(findings());
        sorted.sort(Comparator.comparing(Finding::rule));
        StringBuilder out = new StringBuilder();
        row(out, "rule", "section", "level", "verdict", "seen");
        Map<Verdict, Integer> sums = new EnumMap<>(Verdict.class);
        for (Finding finding : sorted) {
            StreamRule rule = rules.find(finding.rule()).orElseThrow();
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
