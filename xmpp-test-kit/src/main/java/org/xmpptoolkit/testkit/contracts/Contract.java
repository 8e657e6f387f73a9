package org.xmpptoolkit.testkit.contracts;

import java.util.Set;

/** What all contracts have in common. */
public interface Contract {
    /**
     * The rules that this implementation does not set out to keep, because it has no such part, or for good reasons where the rule is
     * a SHOULD. A property that judges nothing else is reported as skipped.
     *
     * @return ids of the register, such as {@code R-343}; none unless overridden
     */
    default Set<String> notSupported() {
        return Set.of();
    }
}
