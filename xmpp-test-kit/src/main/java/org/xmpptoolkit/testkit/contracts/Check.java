package org.xmpptoolkit.testkit.contracts;

import java.util.function.Supplier;
import org.xmpptoolkit.testkit.StreamRule;

/** One judgement: a rule, what was fed in, what should come. Immutable. */
record Check(String rule, String input, String expected, String advice) {
    /**
     * Starts a judgement.
     *
     * @param rule the id of the rule
     * @param input what the implementation gets, as it is to be shown
     * @param expected what the rule asks for
     * @param advice what whoever fails should do
     */
    static Check of(String rule, String input, String expected, String advice) {
        return new Check(rule, input, expected, advice);
    }

    /** Fails unless the rule was kept. */
    void that(boolean kept, String came) {
        if (!kept) {
            throw violation(came);
        }
    }

    /** Calls the implementation, of which an exception is a defect. */
    <T> T attempt(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException thrown) {
            ContractViolation violation = violation("thrown: " + thrown);
            violation.initCause(thrown);
            throw violation;
        }
    }

    ContractViolation violation(String came) {
        StreamRule row = Rules.named(rule);
        String message = rule + " is broken (" + row.place().reference() + ", " + row.level() + "): " + row.text()
                + "\n  input:    " + input
                + "\n  expected: " + expected
                + "\n  came:     " + came
                + "\n  to do:    " + advice;
        return new ContractViolation(rule, input, expected, came, message);
    }
}
