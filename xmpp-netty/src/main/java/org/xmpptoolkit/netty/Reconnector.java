package org.xmpptoolkit.netty;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.lookup.Backoff;

/**
 * Connects, and connects again behind each end that allows it, after the time that a {@link Backoff} draws (RFC 6120 section 3.3).
 * Thread-safe; started once and stopped once.
 *
 * <pre>{@code
 * Reconnector.builder(client::connect, loops).build().start();
 * }</pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // of stages whose functions do not throw
public final class Reconnector {
    private static final Set<StreamErrorCondition> PASSING = Set.of(
            StreamErrorCondition.CONNECTION_TIMEOUT,
            StreamErrorCondition.INTERNAL_SERVER_ERROR,
            StreamErrorCondition.REMOTE_CONNECTION_FAILED,
            StreamErrorCondition.RESET,
            StreamErrorCondition.RESOURCE_CONSTRAINT,
            StreamErrorCondition.SYSTEM_SHUTDOWN);
    private static final Set<TransportException.Kind> LASTING = Set.of(
            TransportException.Kind.CERTIFICATE_UNTRUSTED,
            TransportException.Kind.CERTIFICATE_NAME,
            TransportException.Kind.CERTIFICATE_EXPIRED,
            TransportException.Kind.CERTIFICATE_MISSING);

    private final Supplier<? extends CompletionStage<XmppConnection>> connect;
    private final ScheduledExecutorService scheduler;
    private final RandomGenerator random;
    private final Predicate<Reason> again;

    // Guarded by this
    private Backoff backoff;
    private boolean started;
    private boolean stopped;
    private @Nullable Future<?> waiting;
    private @Nullable XmppConnection connection;

    private Reconnector(Builder builder) {
        this.connect = builder.connect;
        this.scheduler = builder.scheduler;
        this.random = builder.random;
        this.again = builder.again;
        this.backoff = builder.backoff;
    }

    /**
     * {@return a builder}
     *
     * @param connect connects, as {@link XmppClient#connect} does; called anew for each attempt, so that each may have features of
     *     its own. It must not throw
     * @param scheduler counts the time, as an event loop does
     */
    public static Builder builder(
            Supplier<? extends CompletionStage<XmppConnection>> connect, ScheduledExecutorService scheduler) {
        return new Builder(Objects.requireNonNull(connect, "connect"), Objects.requireNonNull(scheduler, "scheduler"));
    }

    /**
     * {@return whether connecting again may lead to something else: behind a loss of the transport but for the peer's certificate, behind a
     * peer that closes or tells of a passing state, and behind an idle stream} Never where the peer refused who we are, nor where we
     * closed.
     *
     * @param reason why the stream ended
     */
    public static boolean isPassing(Reason reason) {
        if (reason instanceof Reason.TransportLost lost) {
            return lost.cause()
                    .filter(cause ->
                            cause instanceof TransportException transport && LASTING.contains(transport.kind()))
                    .isEmpty();
        } else if (reason instanceof Reason.ErrorReceived received) {
            return PASSING.contains(received.error().condition());
        } else if (reason instanceof Reason.ErrorSent sent) {
            return sent.error().condition() == StreamErrorCondition.CONNECTION_TIMEOUT
                    || sent.error().condition() == StreamErrorCondition.RESOURCE_CONSTRAINT;
        }
        return reason instanceof Reason.PeerClosed;
    }

    /**
     * Connects at once.
     *
     * @return this
     * @throws IllegalStateException if called again, or after {@link #stop}
     */
    public Reconnector start() {
        synchronized (this) {
            if (started || stopped) {
                throw new IllegalStateException("a reconnector starts once: build another one");
            }
            started = true;
        }
        attempt();
        return this;
    }

    /** Connects no more, and closes the stream that is there. May be called again. */
    public void stop() {
        @Nullable XmppConnection open;
        synchronized (this) {
            stopped = true;
            open = connection;
            if (waiting != null) {
                waiting.cancel(false);
            }
        }
        if (open != null) {
            open.close();
        }
    }

    private void attempt() {
        synchronized (this) {
            waiting = null;
            if (stopped) {
                return;
            }
        }
        connect.get().whenComplete((made, failure) -> {
            if (failure == null) {
                established(made);
            } else if (cause(failure) instanceof StreamEndedException ended) {
                ended(ended.reason());
            }
        });
    }

    private static @Nullable Throwable cause(Throwable failure) {
        return failure instanceof StreamEndedException ? failure : failure.getCause();
    }

    private void established(XmppConnection made) {
        boolean unwanted;
        synchronized (this) {
            connection = made;
            backoff = backoff.restarted();
            unwanted = stopped;
        }
        made.closed().thenAccept(this::ended);
        if (unwanted) {
            made.close();
        }
    }

    private synchronized void ended(Reason reason) {
        connection = null;
        boolean refused = reason instanceof Reason.AuthenticationFailed; // again and again it would look like an attack
        if (stopped || refused || !again.test(reason)) {
            return;
        }
        Duration delay = backoff.delay(random);
        backoff = backoff.next();
        try {
            waiting = scheduler.schedule(this::attempt, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException over) {
            stopped = true; // the scheduler was ended
        }
    }

    /** Collects a reconnector. Not thread-safe. */
    public static final class Builder {
        private final Supplier<? extends CompletionStage<XmppConnection>> connect;
        private final ScheduledExecutorService scheduler;
        private Backoff backoff = Backoff.DEFAULT;
        private RandomGenerator random = new SplittableRandom();
        private Predicate<Reason> again = Reconnector::isPassing;

        private Builder(
                Supplier<? extends CompletionStage<XmppConnection>> connect, ScheduledExecutorService scheduler) {
            this.connect = connect;
            this.scheduler = scheduler;
        }

        /**
         * Sets how long to wait; {@link Backoff#DEFAULT} unless set.
         *
         * @param backoff where to start from; behind a stream that was established, {@link Backoff#restarted} counts
         * @return this builder
         */
        public Builder backoff(Backoff backoff) {
            this.backoff = Objects.requireNonNull(backoff, "backoff");
            return this;
        }

        /**
         * Sets what draws the times; used by one thread at a time.
         *
         * @param random need not be secure: it spreads the attempts of many clients
         * @return this builder
         */
        public Builder random(RandomGenerator random) {
            this.random = Objects.requireNonNull(random, "random");
            return this;
        }

        /**
         * Sets behind which ends to connect again; {@link Reconnector#isPassing} unless set. It is not asked about {@link
         * Reason.AuthenticationFailed}, behind which there is no other attempt.
         *
         * @param again gets the reason of an end, on the thread that tells of it, and must not block
         * @return this builder
         */
        public Builder when(Predicate<Reason> again) {
            this.again = Objects.requireNonNull(again, "again");
            return this;
        }

        /** {@return the reconnector, not yet started} */
        public Reconnector build() {
            return new Reconnector(this);
        }
    }
}
