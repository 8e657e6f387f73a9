package org.xmpptoolkit.stanza.streammanagement;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The numbers of stream management. */
final class Counts {
    private static final long ALL = 1L << 32;

    private Counts() {}

    /** A count of stanzas as it is written: counts begin again at 0 behind 2^32 - 1. */
    static String text(long count) {
        if (count < 0) {
            throw new IllegalArgumentException(count + " is no count of stanzas (XEP-0198 section 4)");
        }
        return Long.toString(count % ALL);
    }

    /** A count of stanzas, as xs:unsignedInt allows it. */
    static OptionalLong count(@Nullable String text) {
        OptionalLong value = number(text);
        return value.isPresent() && value.getAsLong() < ALL ? value : OptionalLong.empty();
    }

    /** A number of seconds, as xs:positiveInteger allows it, up to 2^63 - 1. */
    static OptionalLong seconds(@Nullable String text) {
        OptionalLong value = number(text);
        return value.isPresent() && value.getAsLong() > 0 ? value : OptionalLong.empty();
    }

    private static OptionalLong number(@Nullable String text) {
        if (text == null || text.length() > 64 || !text.trim().matches("[+]?[0-9]+")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.trim()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // over 2^63 - 1
        }
    }

    static String secondsText(long seconds) {
        if (seconds <= 0) {
            throw new IllegalArgumentException(seconds + " seconds are too few: at least 1 (XEP-0198 section 3)");
        }
        return Long.toString(seconds);
    }
}
