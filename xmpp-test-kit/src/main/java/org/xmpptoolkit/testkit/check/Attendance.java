package org.xmpptoolkit.testkit.check;

import java.util.concurrent.atomic.AtomicInteger;

/** Whether a client still comes, so that no run waits for it hundreds of times. Thread-safe. */
final class Attendance {
    private static final int MISSED = 3;

    private final AtomicInteger missed = new AtomicInteger();

    /**
     * Asks whether it is worth while to wait for it.
     *
     * @throws Halt with {@code SKIPPED} if it missed several plays in a row
     */
    void ask() throws Halt {
        if (missed.get() >= MISSED) {
            throw Halt.skipped(
                    "the client did not connect for the last " + MISSED + " cases, and is not waited for any more");
        }
    }

    void came() {
        missed.set(0);
    }

    void missed() {
        missed.incrementAndGet();
    }
}
