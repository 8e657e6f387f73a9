package org.xmpptoolkit.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.StreamRules;

/**
 * Takes findings, and refuses what nobody can be blamed for: where the rule is but a definition, where the specification leaves a
 * choice open, and where the specifications are at odds. Not thread-safe.
 */
final class Findings {
    private final StreamRules register;
    private final List<Finding> taken = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    Findings(StreamRules register) {
        this.register = register;
    }

    /**
     * Takes a finding, or notes why not.
     *
     * @return this collection
     */
    Findings add(Finding finding) {
        Optional<String> refusal = refusal(finding);
        if (refusal.isPresent()) {
            refused.add(finding.peer() + ", " + finding.rule() + ": " + refusal.get());
        } else {
            taken.add(finding);
        }
        return this;
    }

    /** Why a finding is none, if so. */
    Optional<String> refusal(Finding finding) {
        Optional<StreamRule> rule = register.find(finding.rule());
        if (rule.isEmpty()) {
            return Optional.of("the register has no such rule");
        }
        if (rule.get().isStatement()) {
            return Optional.of(
                    "the text has no keyword there, but " + rule.get().level());
        }
        if (register.noVerdict().containsKey(finding.rule())) {
            return Optional.of("no verdict: " + register.noVerdict().get(finding.rule()));
        }
        return finding.choice().map(choice -> "a choice is open: " + choice);
    }

    /** What was taken, in the order it came. */
    List<Finding> taken() {
        return Collections.unmodifiableList(taken);
    }

    /** What was refused, and why. */
    List<String> refused() {
        return Collections.unmodifiableList(refused);
    }
}
