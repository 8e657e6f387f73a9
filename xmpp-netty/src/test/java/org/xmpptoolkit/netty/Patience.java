package org.xmpptoolkit.netty;

import java.time.Duration;

/** How long tests wait for what must come: only so that they do not hang, for a busy machine may need many seconds. */
final class Patience {
    static final int SECONDS = 60;
    static final int MILLIS = 1_000 * SECONDS;
    static final Duration TIME = Duration.ofSeconds(SECONDS);

    private Patience() {}
}
