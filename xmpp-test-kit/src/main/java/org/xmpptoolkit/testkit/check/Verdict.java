package org.xmpptoolkit.testkit.check;

/** What a check says of a rule. */
public enum Verdict {
    /** The endpoint did what the rule asks. */
    PASSED,
    /** The endpoint broke the rule. */
    FAILED,
    /** The endpoint broke a recommendation, or named another condition than the rule does. */
    WARNING,
    /** The rule could not be judged here. */
    SKIPPED
}
