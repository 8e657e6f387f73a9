package org.xmpptoolkit.netty;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a driver waits, and for what. Immutable.
 *
 * @param negotiation from the start of the connection, with whatever HTTP comes before a WebSocket, to {@link
 *     org.xmpptoolkit.stream.StreamEvent.Established}. Behind it a receiving entity sends the stream error {@code
 *     connection-timeout}; an initiating entity drops the connection, and the reason holds a {@link TransportException} of the kind
 *     {@link TransportException.Kind#TIMED_OUT}
 * @param closing from our closing tag to the peer's, and again from the end of our output to the end of the peer's (RFC 6120
 *     section 4.4); over WebSocket also from our Close frame to the peer's (RFC 6455 section 7.1). Behind it the connection is dropped
 * @param idleness how long nothing may come in on an established stream; nothing for no bound. Behind it the stream ends with {@code
 *     connection-timeout} if the peer left something unanswered, else with {@code resource-constraint} (RFC 6120 sections 4.6.2
 *     and 4.6.3)
 * @param keepalive after how long without output a space is sent on an established stream (RFC 6120 section 4.6.1), over WebSocket a
 *     ping (RFC 7395 section 3.8), whose answer counts as input; nothing for never
 */
public record Deadlines(
        Duration negotiation, Duration closing, Optional<Duration> idleness, Optional<Duration> keepalive) {
    /** 30 s for negotiation, 5 s for closing; no bound on idleness, no keepalive. */
    public static final Deadlines DEFAULT = builder().build();

    /**
     * Checks that each is more than nothing.
     *
     * @param negotiation more than nothing, at most 2^31 - 1 milliseconds
     * @param closing the same, for each of the two waits
     * @param idleness the same; nothing for no bound
     * @param keepalive the same; nothing for never. Shorter than the peer's bound on idleness, to be of use
     * @throws IllegalArgumentException if one is zero, negative, or over 2^31 - 1 milliseconds
     */
    public Deadlines {
        check("negotiation", negotiation);
        check("closing", closing);
        idleness.ifPresent(time -> check("idleness", time));
        keepalive.ifPresent(time -> check("keepalive", time));
    }

    private static void check(String name, Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException(
                    name + " is " + time + ": give more than nothing, and at most " + Integer.MAX_VALUE + " ms");
        }
    }

    /** {@return a builder with the values of {@link #DEFAULT}} */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects deadlines. Not thread-safe. */
    public static final class Builder {
        private Duration negotiation = Duration.ofSeconds(30);
        private Duration closing = Duration.ofSeconds(5);
        private Optional<Duration> idleness = Optional.empty();
        private Optional<Duration> keepalive = Optional.empty();

        private Builder() {}

        /**
         * Sets {@link Deadlines#negotiation}.
         *
         * @param time more than nothing, at most 2^31 - 1 milliseconds; 30 s unless set
         * @return this builder
         */
        public Builder negotiation(Duration time) {
            this.negotiation = time;
            return this;
        }

        /**
         * Sets {@link Deadlines#closing}.
         *
         * @param time for each of the two waits; more than nothing, at most 2^31 - 1 milliseconds; 5 s unless set
         * @return this builder
         */
        public Builder closing(Duration time) {
            this.closing = time;
            return this;
        }

        /**
         * Sets {@link Deadlines#idleness}.
         *
         * @param time more than nothing, at most 2^31 - 1 milliseconds; no bound unless set
         * @return this builder
         */
        public Builder idleness(Duration time) {
            this.idleness = Optional.of(time);
            return this;
        }

        /**
         * Sets {@link Deadlines#keepalive}.
         *
         * @param time more than nothing, at most 2^31 - 1 milliseconds; never unless set
         * @return this builder
         */
        public Builder keepalive(Duration time) {
            this.keepalive = Optional.of(time);
            return this;
        }

        /**
         * {@return the deadlines}
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public Deadlines build() {
            return new Deadlines(negotiation, closing, idleness, keepalive);
        }
    }
}
