package org.xmpptoolkit.testkit.register;

import java.util.Locale;

/** Names of constants as people write them: {@code TOO_LONG} is {@code too-long}. */
public final class WireNames {
    private WireNames() {}

    /** The name of a constant, in lower case with hyphens. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
