package org.xmpptoolkit.testkit.contracts;

import java.util.Objects;

/** A rule was broken by an implementation that a contract was held against. Immutable but for what every exception has. */
public final class ContractViolation extends AssertionError {
    private static final long serialVersionUID = 1L;

    /** The id of the rule in the register. */
    private final String rule;
    /** What the implementation was given; what cannot be printed is escaped. */
    private final String input;
    /** What the rule asks for. */
    private final String expected;
    /** What the implementation did. */
    private final String came;

    ContractViolation(String rule, String input, String expected, String came, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.rule = rule;
        this.input = input;
        this.expected = expected;
        this.came = came;
    }

    /** {@return the id of the rule in the register, such as {@code R-042}} */
    public String rule() {
        return rule;
    }

    /** {@return what the implementation was given; what cannot be printed is escaped} */
    public String input() {
        return input;
    }

    /** {@return what the rule asks for} */
    public String expected() {
        return expected;
    }

    /** {@return what the implementation did} */
    public String came() {
        return came;
    }
}
