package org.xmpptoolkit.testkit.result;

import java.util.Locale;

/** What a check says of a rule, the mildest first. */
public enum Verdict {
    /** The rule could not be judged here. */
    SKIPPED,
    /** The peer did what the rule asks. */
    PASSED,
    /** The peer broke a recommendation, or named another condition than the rule does. */
    WARNING,
    /** The peer broke the rule. */
    FAILED;

    boolean isWorseThan(Verdict other) {
        return compareTo(other) > 0;
    }

    /** {@return its name in lower case, as reports show it} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
