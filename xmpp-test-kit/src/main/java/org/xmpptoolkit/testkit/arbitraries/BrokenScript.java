package org.xmpptoolkit.testkit.arbitraries;

import java.util.Objects;

/**
 * A script that breaks one rule. Immutable.
 *
 * @param script the script, which ends with the step that breaks the rule
 * @param fault the rule, and what may be answered
 * @param step the index of the step that breaks it
 */
public record BrokenScript(StreamScript script, ScriptFault fault, int step) {
    /**
     * Checks that the step is there.
     *
     * @param script the script, up to the step that breaks the rule
     * @param fault the rule, and what may be answered
     * @param step the index of that step, from 0
     * @throws IndexOutOfBoundsException if there is no such step
     */
    public BrokenScript {
        Objects.requireNonNull(fault, "fault");
        Objects.checkIndex(step, script.steps().size());
    }
}
