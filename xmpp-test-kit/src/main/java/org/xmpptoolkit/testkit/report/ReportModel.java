package org.xmpptoolkit.testkit.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.CheckReport;
import org.xmpptoolkit.testkit.result.Exchange;

/** What the templates get: the values of a report as strings, numbers, lists and maps. */
final class ReportModel {
    private final BaselineOutcome outcome;
    private final Function<CaseResult, String> command;
    private final UnaryOperator<String> shown;

    /**
     * A model.
     *
     * @param outcome what to show
     * @param command the command line that repeats a case
     * @param shown what each text becomes: with what it hides made visible, or itself
     */
    ReportModel(BaselineOutcome outcome, Function<CaseResult, String> command, UnaryOperator<String> shown) {
        this.outcome = outcome;
        this.command = command;
        this.shown = shown;
    }

    Map<String, Object> of(Instant at) {
        CheckReport report = outcome.report();
        List<Map<String, Object>> cases =
                report.results().stream().map(this::caseOf).toList();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("subject", shown.apply(report.subject()));
        model.put("at", at.truncatedTo(ChronoUnit.SECONDS).toString());
        model.put("seed", Long.toString(report.seed()));
        model.put("tries", report.tries());
        model.put("seconds", seconds(report.time()));
        model.put("duration", duration(report.time()));
        model.put("labels", BaselineOutcome.LABELS);
        model.put("counts", outcome.counts());
        model.put("failed", !outcome.failures().isEmpty());
        model.put("judgedRules", List.copyOf(report.judged()));
        model.put("cases", cases);
        model.put("rules", rules(result -> true));
        model.put("provokedRules", rules(CaseResult::provoked));
        model.put("seenRules", rules(result -> !result.provoked()));
        model.put("fixed", outcome.fixed());
        model.put("unjudged", outcome.unjudged());
        return model;
    }

    /** The rules of some cases, each with the worst label of these. */
    private List<Map<String, Object>> rules(Predicate<CaseResult> which) {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (List<CaseResult> cases : outcome.byRule(which).values()) {
            Map<String, Object> rule = ruleOf(cases.get(0).rule());
            rule.put("label", outcome.label(cases.get(0)));
            rule.put("cases", cases.stream().map(this::caseOf).toList());
            rules.add(rule);
        }
        return rules;
    }

    private static Map<String, Object> ruleOf(StreamRule rule) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", rule.id());
        model.put("document", rule.document());
        model.put("section", rule.section());
        model.put("reference", rule.place().reference());
        model.put("uri", rule.place().uri().toString());
        model.put("level", rule.level());
        model.put("role", rule.role());
        model.put("text", rule.text());
        model.put("demands", rule.demands().equals("-") ? "" : rule.demands());
        model.put("group", rule.group());
        return model;
    }

    private Map<String, Object> caseOf(CaseResult result) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", result.id());
        model.put("rule", ruleOf(result.rule()));
        model.put("title", shown.apply(result.title()));
        model.put("provoked", result.provoked());
        model.put("verdict", result.verdict().label());
        model.put("known", outcome.isKnown(result));
        model.put("label", outcome.label(result));
        model.put("seen", shown.apply(result.judgement().seen()));
        model.put("hasInput", result.input().isPresent());
        model.put("input", shown.apply(result.input().orElse("")));
        model.put("tries", result.tries());
        model.put("seconds", seconds(result.time()));
        model.put("command", shown.apply(command.apply(result)));
        model.put("className", className(result.rule()));
        model.put("connections", Diagram.of(result.exchange()));
        model.put("omitted", result.exchange().omitted());
        model.put("lines", lines(result.exchange()));
        model.put("details", details(result));
        return model;
    }

    private List<Map<String, Object>> lines(Exchange exchange) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Exchange.Line line : exchange.lines()) {
            List<Map<String, Integer>> marks = line.marks().stream()
                    .map(mark -> Map.of("start", mark.start(), "end", mark.end()))
                    .toList();
            lines.add(Map.of(
                    "connection",
                    line.connection(),
                    "kind",
                    Diagram.kind(line),
                    "text",
                    shown.apply(line.text()),
                    "marks",
                    marks));
        }
        return lines;
    }

    /** What a CI system shows of a case: package and class, so that no dot but one may stand in it. */
    private static String className(StreamRule rule) {
        int sections = rule.group().lastIndexOf(" (");
        String group = sections < 0 ? rule.group() : rule.group().substring(0, sections);
        return rule.place().documentName() + "." + group.replace('.', '_');
    }

    private String details(CaseResult result) {
        StreamRule rule = result.rule();
        StringBuilder text = new StringBuilder();
        text.append(rule.id())
                .append(", ")
                .append(rule.place().reference())
                .append(", ")
                .append(rule.level());
        text.append(": ").append(rule.text()).append('\n');
        if (!rule.demands().equals("-")) {
            text.append("expected: ").append(rule.demands()).append('\n');
        }
        text.append("seen: ").append(result.judgement().seen()).append('\n');
        result.input().ifPresent(input -> text.append("input: ").append(input).append('\n'));
        text.append("to repeat: ").append(command.apply(result)).append('\n');
        String exchange = Diagram.text(result.exchange());
        if (!exchange.isEmpty()) {
            text.append("connection by connection, what counts in [[ ]]:\n").append(exchange);
        }
        return VisibleText.of(text.toString());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }

    private static String duration(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : String.format(Locale.ROOT, "%d min %d s", seconds / 60, seconds % 60);
    }
}
