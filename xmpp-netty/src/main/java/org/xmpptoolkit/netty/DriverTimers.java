package org.xmpptoolkit.netty;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps the deadlines of one connection. Used on its event loop only. */
final class DriverTimers {
    private final EventLoop loop;
    private final Deadlines deadlines;
    private final StreamDriver driver;

    private @Nullable Future<?> negotiation;
    private @Nullable Future<?> closing;
    private @Nullable Future<?> idleness;
    private @Nullable Future<?> keepalive;
    private long lastRead;
    private long lastWrite;
    private boolean unanswered;
    private boolean ending;

    DriverTimers(EventLoop loop, Deadlines deadlines, StreamDriver driver) {
        this.loop = loop;
        this.deadlines = deadlines;
        this.driver = driver;
    }

    /** The time counts from the given moment on, as the loop's ticker has it. */
    void connecting(long begun) {
        if (negotiation == null) {
            long left = deadlines.negotiation().toNanos() - (now() - begun);
            negotiation = schedule(Math.max(1, left), driver::negotiationExpired);
        }
    }

    void established() {
        cancel(negotiation);
        lastRead = now();
        lastWrite = lastRead;
        deadlines.idleness().ifPresent(this::awaitInput);
        deadlines.keepalive().ifPresent(this::awaitOutput);
    }

    /** Our closing tag is out; may be called again. */
    void closing() {
        if (closing == null) {
            ending = true;
            cancel(negotiation);
            cancel(idleness);
            cancel(keepalive);
            closing = schedule(deadlines.closing().toNanos(), driver::closingExpired);
        }
    }

    void stop() {
        ending = true;
        cancel(negotiation);
        cancel(closing);
        cancel(idleness);
        cancel(keepalive);
    }

    void read() {
        lastRead = now();
        unanswered = false;
    }

    void wrote(boolean element) {
        lastWrite = now();
        unanswered |= element;
    }

    /** Looks again when the time could be over; a read costs no rescheduling. */
    private void awaitInput(Duration time) {
        long left = time.toNanos() - (now() - lastRead);
        if (left > 0) {
            idleness = schedule(left, () -> awaitInput(time));
        } else {
            driver.idle(unanswered);
        }
    }

    private void awaitOutput(Duration time) {
        long left = time.toNanos() - (now() - lastWrite);
        if (left <= 0) {
            driver.keepalive();
            left = time.toNanos();
        }
        if (!ending) { // a keepalive may fail
            keepalive = schedule(left, () -> awaitOutput(time));
        }
    }

    private long now() {
        return loop.ticker().nanoTime();
    }

    private Future<?> schedule(long nanos, Runnable task) {
        return loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    private static void cancel(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
