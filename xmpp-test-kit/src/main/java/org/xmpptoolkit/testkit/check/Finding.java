package org.xmpptoolkit.testkit.check;

/**
 * One row of a report.
 *
 * @param rule the id of the rule
 * @param verdict what is said of it
 * @param seen what was seen, or why nothing could be
 */
public record Finding(String rule, Verdict verdict, String seen) {}
