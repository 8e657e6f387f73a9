package org.xmpptoolkit.stream.management;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.XmppStream;

/** How to manage streams. Immutable; one configuration serves any number of streams. */
public final class SmConfig {
    private final int requestAfter;
    private final int heldStanzas;
    private final long heldOctets;
    private final boolean resumable;
    private final boolean storeBeforeAck;
    private final Optional<Duration> max;
    private final Optional<HostPort> location;
    private final Supplier<String> ids;

    private SmConfig(Builder builder) {
        this.requestAfter = builder.requestAfter;
        this.heldStanzas = builder.heldStanzas;
        this.heldOctets = builder.heldOctets;
        this.resumable = builder.resumable;
        this.storeBeforeAck = builder.storeBeforeAck;
        this.max = builder.max;
        this.location = builder.location;
        this.ids = builder.ids;
    }

    /** {@return a builder with the defaults that each of its methods names} */
    public static Builder builder() {
        return new Builder();
    }

    int requestAfter() {
        return requestAfter;
    }

    int heldStanzas() {
        return heldStanzas;
    }

    long heldOctets() {
        return heldOctets;
    }

    boolean resumable() {
        return resumable;
    }

    boolean storeBeforeAck() {
        return storeBeforeAck;
    }

    Optional<Duration> max() {
        return max;
    }

    Optional<HostPort> location() {
        return location;
    }

    Supplier<String> ids() {
        return ids;
    }

    /** Collects a configuration. Not thread-safe. */
    public static final class Builder {
        private int requestAfter = 5;
        private int heldStanzas = 1_000;
        private long heldOctets = 4_194_304;
        private boolean resumable = true;
        private boolean storeBeforeAck;
        private Optional<Duration> max = Optional.empty();
        private Optional<HostPort> location = Optional.empty();
        private Supplier<String> ids = StreamConfig.randomIds();

        private Builder() {}

        /**
         * Sets after how many stanzas an acknowledgement is requested; 5 unless set. 0 leaves requests to {@link
         * StreamManagement#requestAck} and to the bounds.
         *
         * @param stanzas how many
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder requestAfter(int stanzas) {
            if (stanzas < 0) {
                throw new IllegalArgumentException(stanzas + " stanzas: give 0, or how many go before a request");
            }
            this.requestAfter = stanzas;
            return this;
        }

        /**
         * Sets how much is held unacknowledged; 1,000 stanzas and 4,194,304 octets unless set. At half of either an acknowledgement
         * is requested. A stanza that would pass either is not taken by {@link XmppStream#send}: it comes back in {@link
         * StreamEvent.NotSent} with all behind it, and the stream goes on; try again behind {@link StreamEvent.Acknowledged}, or end
         * the stream. One stanza is always taken, however long. Where features answer so much that twice of either is passed, the
         * stream ends with {@code resource-constraint} (RFC 6120 section 4.9.3.17).
         *
         * @param stanzas how many stanzas
         * @param octets how many octets they may have on the wire
         * @return this builder
         * @throws IllegalArgumentException if one of them is not positive
         */
        public Builder held(int stanzas, long octets) {
            if (stanzas < 1 || octets < 1) {
                throw new IllegalArgumentException(
                        stanzas + " stanzas of " + octets + " octets: each bound is at least 1");
            }
            this.heldStanzas = stanzas;
            this.heldOctets = octets;
            return this;
        }

        /**
         * Sets whether to ask for, or agree to, resumption; true unless set.
         *
         * @param resumable false for acknowledgements only
         * @return this builder
         */
        public Builder resumable(boolean resumable) {
            this.resumable = resumable;
            return this;
        }

        /**
         * Sets whether {@link StoreRequested} is asked in front of each acknowledgement, and at the start of a session; false unless
         * set. Then nothing is acknowledged that was not stored, at the end of a stream neither. But a resumption tells the peer {@link
         * SmState#handled}, and that of {@link StreamEvent.Suspended} has all that was told: store that too before a stream goes on with
         * such a state, or give it the count that is stored ({@link SmState#withProgress}).
         *
         * @param store whether to be asked; the answer may come at any time, from whoever drives the stream
         * @return this builder
         */
        public Builder storeBeforeAck(boolean store) {
            this.storeBeforeAck = store;
            return this;
        }

        /**
         * Sets how long a session is kept for resumption, as one wishes it; whoever has a clock keeps to what the two sides agreed,
         * {@link SmState#max}. Not said unless set.
         *
         * @param max whole seconds count
         * @return this builder
         * @throws IllegalArgumentException if it is less than a second, or 2^32 seconds or more
         */
        public Builder max(Duration max) {
            if (max.toSeconds() < 1 || max.toSeconds() > SmElements.MAX) {
                throw new IllegalArgumentException(
                        max + " is not from a second to 2^32-1 seconds (XEP-0198 section 5)");
            }
            this.max = Optional.of(Duration.ofSeconds(max.toSeconds()));
            return this;
        }

        /**
         * Sets where the server wants to be reached for resumption; not said unless set. Server only.
         *
         * @param location a host and perhaps a port, which the client may try first (XEP-0198 section 5)
         * @return this builder
         */
        public Builder location(HostPort location) {
            this.location = Optional.of(location);
            return this;
        }

        /**
         * Sets where the ids of sessions come from; 128 random bits each unless set. They must be unpredictable and unique. Server
         * only.
         *
         * @param ids gives one for each session that can be resumed
         * @return this builder
         */
        public Builder ids(Supplier<String> ids) {
            this.ids = Objects.requireNonNull(ids, "ids");
            return this;
        }

        /** {@return the configuration} */
        public SmConfig build() {
            return new SmConfig(this);
        }
    }
}
