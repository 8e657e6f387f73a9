package org.xmpptoolkit.examples.mailgateway;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.stream.lookup.Backoff;

/**
 * A thread that works, then waits until it is woken or the time has come. Behind a failure it waits by a {@link Backoff} and nothing
 * wakes it, so that a server that is down is not asked for each message. What failed is logged when it begins, changes or ends.
 */
final class Pump implements AutoCloseable {
    /** What is to be done. */
    interface Work {
        /**
         * Does what there is to do.
         *
         * @return how long nothing more is to be done, unless woken
         */
        Duration turn() throws Exception;
    }

    static final Duration UNTIL_WOKEN = Duration.ofDays(1);
    private static final long PATIENCE_SECONDS = 5;
    /** What waits for a server that is silent is not ended by an interrupt, but gives up by itself. */
    private static final long PATIENCE_WITH_SERVERS_SECONDS = 35;

    private final String name;
    private final Work work;
    private final Consumer<String> log;
    private final Thread thread;
    private final Semaphore wakes = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final SplittableRandom random = new SplittableRandom();
    private Backoff backoff;
    private String trouble = "";

    Pump(String name, Work work, Backoff backoff, Consumer<String> log) {
        this.name = name;
        this.work = work;
        this.backoff = backoff;
        this.log = log;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void wake() {
        wakes.release();
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                wakes.drainPermits(); // what was put before this is seen by the turn
                @Nullable Duration wait = turn();
                if (closed.getCount() == 0) {
                    return;
                } else if (wait == null) {
                    closed.await(backoff.delay(random).toNanos(), TimeUnit.NANOSECONDS);
                    backoff = backoff.next();
                } else {
                    backoff = backoff.restarted();
                    wakes.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
                }
            }
        } catch (InterruptedException e) {
            return; // closed
        }
    }

    private @Nullable Duration turn() throws InterruptedException {
        try {
            Duration wait = work.turn();
            tell("");
            return wait;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | Error e) { // without this thread the gateway would look alive and do nothing
            if (closed.getCount() > 0) {
                tell(Texts.oneLine(
                        e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString(), 300));
            }
            return null;
        }
    }

    private void tell(String what) {
        if (!what.equals(trouble)) {
            trouble = what;
            log.accept(name + ": " + (what.isEmpty() ? "works again" : what));
        }
    }

    /** Begins no other turn. */
    void end() {
        closed.countDown();
        wakes.release();
    }

    /**
     * Begins no other turn, and waits for the one that is under way. It is interrupted behind a moment only: an interrupt breaks off what
     * is being written to disk, and what was handed over already would be handed over again.
     */
    @Override
    public void close() {
        end();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_WITH_SERVERS_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
