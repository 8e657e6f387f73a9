package org.xmpptoolkit.testkit.arbitraries;

import java.util.Objects;
import org.xmpptoolkit.stream.Role;

/**
 * A rule that a script breaks, and what the peer may answer. Immutable.
 *
 * @param role who breaks it
 * @param ruleId the id of the rule of the register
 * @param name what is done, such as {@code comment}
 * @param demand what may be answered
 */
public record ScriptFault(Role role, String ruleId, String name, Demand demand) {
    /**
     * Checks that all is there.
     *
     * @param role who breaks the rule
     * @param ruleId the id of the rule, such as {@code R-307}
     * @param name what is done, such as {@code comment}
     * @param demand what may be answered
     */
    public ScriptFault {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(ruleId, "ruleId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(demand, "demand");
    }

    @Override
    public String toString() {
        return ruleId + "." + name + " " + role;
    }
}
