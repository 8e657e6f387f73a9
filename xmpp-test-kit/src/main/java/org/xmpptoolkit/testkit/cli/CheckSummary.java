package org.xmpptoolkit.testkit.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.report.BaselineOutcome;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.Verdict;

/** What a check found, as a table fitted to the terminal, and the sums. Immutable. */
final class CheckSummary {
    /** As many failures are repeated behind the table, each with its command. */
    static final int MOST_FAILURES = 20;

    private static final int ROOMY_COLUMNS = 72;

    private final BaselineOutcome outcome;
    private final Function<CaseResult, String> command;
    private final Terminal terminal;
    private final StringBuilder out = new StringBuilder();

    private CheckSummary(BaselineOutcome outcome, Function<CaseResult, String> command, Terminal terminal) {
        this.outcome = outcome;
        this.command = command;
        this.terminal = terminal;
    }

    /**
     * The summary.
     *
     * @param outcome what was found, and what of it is known
     * @param command the command line that repeats a case
     * @param terminal where it goes
     * @return lines, each ended by LF
     */
    static String of(BaselineOutcome outcome, Function<CaseResult, String> command, Terminal terminal) {
        return new CheckSummary(outcome, command, terminal).text();
    }

    private String text() {
        Map<String, List<CaseResult>> provoked = outcome.byRule(CaseResult::provoked);
        Map<String, List<CaseResult>> seen = outcome.byRule(result -> !result.provoked());
        table(provoked.values());
        if (!seen.isEmpty()) {
            out.append("\nseen, not provoked:\n");
            table(seen.values());
        }
        failures();
        baseline();
        sums(seen.size());
        return out.toString();
    }

    private void table(Collection<List<CaseResult>> rules) {
        row("rule", "section", "level", "verdict", "seen");
        for (List<CaseResult> cases : rules) {
            CaseResult worst = cases.get(0);
            StreamRule rule = worst.rule();
            row(rule.id(), section(rule), rule.level(), outcome.label(worst), seen(worst, cases.size()));
        }
    }

    private static String section(StreamRule rule) {
        return rule.place().documentName() + " " + rule.place().sections().get(0);
    }

    private static String seen(CaseResult worst, int cases) {
        String seen = worst.judgement().seen();
        if (cases == 1) {
            return seen;
        }
        if (worst.verdict() == Verdict.PASSED) {
            return cases + " cases: " + seen;
        }
        String name = worst.id().substring(worst.rule().id().length()); // none if the case is called as the rule
        return name.isEmpty() ? seen : name + ": " + seen;
    }

    private void row(String rule, String section, String level, String verdict, String seen) {
        String before = terminal.columns() < ROOMY_COLUMNS
                ? String.format("%-6s %-8s ", rule, verdict)
                : String.format("%-6s %-18s %-12s %-8s ", rule, section, level, verdict);
        out.append(before)
                .append(terminal.rest(seen, before.length()).stripTrailing())
                .append('\n');
    }

    private void failures() {
        List<CaseResult> failures = outcome.failures();
        for (CaseResult result : failures.subList(0, Math.min(MOST_FAILURES, failures.size()))) {
            out.append('\n');
            out.append(terminal.rest(result.id() + " failed: " + result.title(), 0))
                    .append('\n');
            out.append("    ")
                    .append(terminal.line(result.rule().place().reference() + ": "
                            + result.rule().text()))
                    .append('\n');
            out.append("    seen: ")
                    .append(terminal.line(result.judgement().seen()))
                    .append('\n');
            out.append("    to repeat: ")
                    .append(terminal.line(command.apply(result)))
                    .append('\n');
        }
        if (failures.size() > MOST_FAILURES) {
            out.append("\nand ").append(failures.size() - MOST_FAILURES).append(" failures more\n");
        }
    }

    private void baseline() {
        if (!outcome.fixed().isEmpty()) {
            out.append('\n');
            outcome.fixed().forEach(entry -> out.append(entry).append(" is fixed: remove it from the baseline\n"));
        }
    }

    private void sums(int seenOnly) {
        String counts = outcome.counts().entrySet().stream()
                .filter(count -> count.getValue() > 0 || !count.getKey().equals("known"))
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        out.append('\n')
                .append(outcome.report().results().size())
                .append(" cases: ")
                .append(counts)
                .append('\n');
        out.append(outcome.report().judged().size())
                .append(" rules judged, ")
                .append(seenOnly)
                .append(" seen, not provoked; seed ")
                .append(outcome.report().seed())
                .append('\n');
    }
}
