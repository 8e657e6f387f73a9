package org.xmpptoolkit.testkit.check;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection off once its play is over and a patience more has gone by, whatever waits for it: a peer that does not read, or that
 * drips what a handshake waits for, holds nobody up for longer. Thread-safe.
 */
final class Alarm implements AutoCloseable {
    private final PlayContext context;
    private final Runnable cut;
    private @Nullable CompletableFuture<Void> pending;
    private boolean over;

    /**
     * Sets an alarm.
     *
     * @param context whose deadline counts, also one that is put off later
     * @param cut what is to be done then
     */
    Alarm(PlayContext context, Runnable cut) {
        this.context = context;
        this.cut = cut;
        set();
    }

    private synchronized void set() {
        if (over) {
            return;
        }
        Duration left = context.untilCut();
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        pending = waiting;
        var unused = waiting.orTimeout(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS)
                .whenCompleteAsync((nothing, thrown) -> {
                    if (thrown instanceof TimeoutException) {
                        rung();
                    }
                });
    }

    private void rung() {
        if (context.untilCut().toNanos() > 0) {
            set();
            return;
        }
        context.cutOff().set(true);
        cut.run();
    }

    @Override
    public synchronized void close() {
        over = true;
        if (pending != null) {
            pending.complete(null);
        }
    }
}
