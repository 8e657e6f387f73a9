package org.xmpptoolkit.testkit.arbitraries;

import java.util.Objects;
import java.util.Set;
import org.xmpptoolkit.errors.ErrorCondition;
import org.xmpptoolkit.testkit.result.Verdict;

/**
 * What may be answered to something that breaks a rule: the last column of the register of rules, and what its head says of rules that
 * are at odds with each other. Immutable.
 *
 * @param accepted the conditions that the rule names, or that a source lets stand for them
 * @param others whether to end the stream is a must and the condition only a should: then another condition of the same kind is a
 *     warning
 * @param silence whether it is as good to ignore what was sent
 */
public record Demand(Set<ErrorCondition> accepted, boolean others, boolean silence) {
    /**
     * Takes a copy.
     *
     * @param accepted the conditions that pass; copied
     * @param others whether another condition of the same kind is a warning
     * @param silence whether it passes that nothing is answered
     */
    public Demand {
        accepted = Set.copyOf(accepted);
    }

    /**
     * {@return a demand for one of the conditions and nothing else}
     *
     * @param conditions those that pass
     */
    public static Demand of(ErrorCondition... conditions) {
        return new Demand(Set.of(conditions), false, false);
    }

    /**
     * {@return a demand for one of the conditions; another one of the kind is a warning}
     *
     * @param conditions those that pass
     */
    public static Demand preferring(ErrorCondition... conditions) {
        return new Demand(Set.of(conditions), true, false);
    }

    /** {@return the same demand, by which no answer at all passes too} */
    public Demand orSilence() {
        return new Demand(accepted, others, true);
    }

    /**
     * What an answer with an error says of the rule.
     *
     * @param sent the condition that was answered with
     * @return passed for an accepted one; a warning for the name that RFC 3920 gave to one, and for any of a kind with them where the
     *     condition is only a should; else failed
     */
    public Verdict judge(ErrorCondition sent) {
        Objects.requireNonNull(sent, "sent");
        if (accepted.contains(sent)) {
            return Verdict.PASSED;
        }
        boolean ofTheKind =
                accepted.stream().anyMatch(condition -> condition.namespace().equals(sent.namespace()));
        return accepted.contains(sent.canonical()) || others && ofTheKind ? Verdict.WARNING : Verdict.FAILED;
    }

    /** {@return what it says of the rule that nothing was answered, and the stream goes on} */
    public Verdict judgeSilence() {
        return silence ? Verdict.PASSED : Verdict.FAILED;
    }
}
