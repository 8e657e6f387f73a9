package org.xmpptoolkit.jid;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Applies a mapping until it changes nothing more: RFC 8264 section 7, with the count of RFC 8266 section 2.1. */
final class FixedPoint {
    static final int REAPPLICATIONS = 3;

    private FixedPoint() {}

    /** The text that the mapping leaves as it is; null if the third reapplication still changes it. */
    static @Nullable String of(String text, UnaryOperator<String> mapping) {
        String current = text;
        for (int i = 0; i <= REAPPLICATIONS; i++) {
            String mapped = mapping.apply(current);
            if (mapped.equals(current)) {
                return mapped;
            }
            current = mapped;
        }
        return null;
    }

    static Prepared.Fault fault(String rules) {
        return new Prepared.Fault(JidError.NOT_STABLE, 0, "is changed by each pass of " + rules);
    }
}
