package org.xmpptoolkit.testkit.contracts;

import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.StreamRules;

/** The register, read once. */
final class Rules {
    private static final StreamRules REGISTER = StreamRules.load();

    private Rules() {}

    static StreamRule named(String id) {
        return REGISTER.find(id)
                .orElseThrow(
                        () -> new IllegalArgumentException("the register has no rule " + id + ": see StreamRules"));
    }
}
