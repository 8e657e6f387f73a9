package org.xmpptoolkit.testkit.cli;

import java.util.List;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.register.Demands;
import org.xmpptoolkit.testkit.register.ErrorRules;
import org.xmpptoolkit.testkit.register.KnownError;

/** Rules and errors as text for people, wrapped on a terminal. Not thread-safe. */
final class RuleText {
    private static final String STEP = "  ";

    private final Terminal terminal;
    private final StreamRules rules;
    private final List<KnownError> errors;
    private final StringBuilder out = new StringBuilder();

    RuleText(Terminal terminal, StreamRules rules, List<KnownError> errors) {
        this.terminal = terminal;
        this.rules = rules;
        this.errors = errors;
    }

    /** All that was added, each line ended by LF. */
    String lines() {
        return out.toString();
    }

    /** Adds all there is to know of a rule. */
    void rule(StreamRule rule) {
        gap();
        add("", heading(rule));
        add(STEP, rule.text());
        if (!rule.demands().equals("-")) {
            add(STEP, "demands: " + rule.demands());
            Demands.of(rule, errors)
                    .forEach(error -> add(
                            STEP + STEP,
                            error.name() + ", " + error.kind() + ", "
                                    + error.place().reference() + ": " + error.meaning()));
            if (rule.demands().contains("(SHOULD)")) {
                add(STEP, "(SHOULD) behind a condition: another one gives a warning, not a failure.");
            }
            if (rule.demands().contains("(implied)")) {
                add(STEP, "(implied): the text names no condition at that place; this is the natural one.");
            }
        }
        if (rule.level().equals("(choice)")) {
            add(STEP, "(choice): the text is silent; this binds the toolkit and nobody else.");
        } else if (rule.level().startsWith("(")) {
            add(
                    STEP,
                    rule.level()
                            + ": the text states this without a word that demands it; breaking it is no violation by itself.");
        }
        add(STEP, "in the register under: " + rule.group());
        add(STEP, rule.place().uri().toString());
    }

    private static String heading(StreamRule rule) {
        return rule.id() + "  " + rule.place().reference() + "  " + rule.level() + "  " + rule.role();
    }

    /** Adds all there is to know of an error. */
    void error(KnownError error) {
        gap();
        add("", title(error));
        add(STEP, error.meaning());
        error.notes().forEach(note -> add(STEP, note));
        add(STEP, error.place().uri().toString());
        ErrorRules found = ErrorRules.of(error, rules, errors);
        rules("demanded by", found.demanding());
        rules("see also", found.about());
    }

    private void rules(String what, List<StreamRule> some) {
        if (!some.isEmpty()) {
            add(STEP, what);
            some.forEach(rule -> add(STEP + STEP, heading(rule) + ": " + rule.text()));
        }
    }

    private static String title(KnownError error) {
        return error.name() + ": " + error.kind() + ", " + error.place().reference();
    }

    /** Adds rules and errors in short, under the names of their documents. */
    void list(List<StreamRule> held, List<KnownError> defined) {
        List<String> documents = held.stream()
                .map(rule -> rule.place().documentName())
                .distinct()
                .toList();
        for (String document : documents) {
            gap();
            add("", document);
            held.stream()
                    .filter(rule -> rule.place().documentName().equals(document))
                    .forEach(rule -> add(STEP, brief(rule)));
        }
        if (!defined.isEmpty()) {
            gap();
            add("", "errors");
            defined.forEach(error -> add(STEP, title(error) + ": " + error.meaning()));
        }
    }

    private static String brief(StreamRule rule) {
        String demands = rule.demands().equals("-") ? "" : " [" + rule.demands() + "]";
        return rule.id() + "  " + rule.section() + "  " + rule.level() + "  " + rule.role() + ": " + rule.text()
                + demands;
    }

    private void gap() {
        if (out.length() > 0) {
            out.append('\n');
        }
    }

    /** Adds a text, on a terminal in lines that fit, those behind the first set in by two more. */
    private void add(String indent, String text) {
        String rest = terminal.line(text);
        String before = indent;
        while (true) {
            int room = Math.max(20, terminal.columns() - before.length());
            int cut = rest.length() <= room ? -1 : rest.lastIndexOf(' ', room);
            if (cut <= 0) {
                out.append(before).append(rest).append('\n');
                return;
            }
            out.append(before).append(rest, 0, cut).append('\n');
            rest = rest.substring(cut + 1).stripLeading();
            before = indent + STEP;
        }
    }
}
