package org.xmpptoolkit.testkit.cli;

import java.util.List;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.register.Demands;
import org.xmpptoolkit.testkit.register.ErrorRules;
import org.xmpptoolkit.testkit.register.KnownError;

/** Writes rules and errors as text for people. Not thread-safe. */
final class RuleText {
    private static final String STEP = WrappedText.STEP;

    private final WrappedText out;
    private final StreamRules rules;
    private final List<KnownError> errors;

    RuleText(WrappedText out, StreamRules rules, List<KnownError> errors) {
        this.out = out;
        this.rules = rules;
        this.errors = errors;
    }

    /** Adds all there is to know of a rule. */
    void rule(StreamRule rule) {
        out.gap();
        out.add("", heading(rule));
        out.add(STEP, rule.text());
        if (!rule.demands().equals("-")) {
            out.add(STEP, "demands: " + rule.demands());
            Demands.of(rule, errors)
                    .forEach(error -> out.add(
                            STEP + STEP,
                            error.name() + ", " + error.kind() + ", "
                                    + error.place().reference() + ": " + error.meaning()));
            if (rule.demands().contains("(SHOULD)")) {
                out.add(STEP, "(SHOULD) behind a condition: another one gives a warning, not a failure.");
            }
            if (rule.demands().contains("(implied)")) {
                out.add(STEP, "(implied): the text names no condition at that place; this is the natural one.");
            }
        }
        if (rule.level().equals("(choice)")) {
            out.add(STEP, "(choice): the text is silent; this binds the toolkit and nobody else.");
        } else if (rule.level().startsWith("(")) {
            out.add(
                    STEP,
                    rule.level()
                            + ": the text states this without a word that demands it; breaking it is no violation by itself.");
        }
        out.add(STEP, "in the register under: " + rule.group());
        out.add(STEP, rule.place().uri().toString());
    }

    private static String heading(StreamRule rule) {
        return rule.id() + "  " + rule.place().reference() + "  " + rule.level() + "  " + rule.role();
    }

    /** Adds all there is to know of an error. */
    void error(KnownError error) {
        out.gap();
        out.add("", title(error));
        out.add(STEP, error.meaning());
        error.notes().forEach(note -> out.add(STEP, note));
        out.add(STEP, error.place().uri().toString());
        ErrorRules found = ErrorRules.of(error, rules, errors);
        rules("demanded by", found.demanding());
        rules("see also", found.about());
    }

    private void rules(String what, List<StreamRule> some) {
        if (!some.isEmpty()) {
            out.add(STEP, what);
            some.forEach(rule -> out.add(STEP + STEP, heading(rule) + ": " + rule.text()));
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
            out.gap();
            out.add("", document);
            held.stream()
                    .filter(rule -> rule.place().documentName().equals(document))
                    .forEach(rule -> out.add(STEP, brief(rule)));
        }
        if (!defined.isEmpty()) {
            out.gap();
            out.add("", "errors");
            defined.forEach(error -> out.add(STEP, title(error) + ": " + error.meaning()));
        }
    }

    private static String brief(StreamRule rule) {
        String demands = rule.demands().equals("-") ? "" : " [" + rule.demands() + "]";
        return rule.id() + "  " + rule.section() + "  " + rule.level() + "  " + rule.role() + ": " + rule.text()
                + demands;
    }
}
