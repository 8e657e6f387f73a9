package org.xmpptoolkit.stream.dialback;

import java.util.Objects;
import java.util.function.Predicate;
import org.xmpptoolkit.jid.Jid;

/** How a server does dialback. Immutable; one configuration serves any number of streams, in both roles. */
public final class DialbackConfig {
    private static final int QUESTIONS = 16;
    private static final int PAIRS = 1_000;

    private final DialbackSecret secret;
    private final Predicate<Jid> serves;
    private final int questions;
    private final int pairs;

    private DialbackConfig(Builder builder) {
        this.secret = builder.secret;
        this.serves = builder.serves;
        this.questions = builder.questions;
        this.pairs = builder.pairs;
    }

    /**
     * A builder with the defaults that each of its methods names.
     *
     * @param secret what keys are made from and held against
     * @param serves tells of a domain whether it is served here: stanzas may go to it, and this server is authoritative for it.
     *     Called for any domain that a peer names, at once
     * @return the builder
     */
    public static Builder builder(DialbackSecret secret, Predicate<Jid> serves) {
        return new Builder(secret, serves);
    }

    DialbackSecret secret() {
        return secret;
    }

    boolean serves(Jid domain) {
        return serves.test(domain);
    }

    int questions() {
        return questions;
    }

    int pairs() {
        return pairs;
    }

    /** Collects a configuration. Not thread-safe. */
    public static final class Builder {
        private final DialbackSecret secret;
        private final Predicate<Jid> serves;
        private int questions = QUESTIONS;
        private int pairs = PAIRS;

        private Builder(DialbackSecret secret, Predicate<Jid> serves) {
            this.secret = Objects.requireNonNull(secret, "secret");
            this.serves = Objects.requireNonNull(serves, "serves");
        }

        /**
         * Sets how many {@link KeyOffered} may wait for their answers on one stream; 16 unless set. Keys beyond get the dialback error
         * resource-constraint.
         *
         * @param most at least 1
         * @return this builder
         */
        public Builder questions(int most) {
            this.questions = positive(most);
            return this;
        }

        /**
         * Sets how many pairs of domains may be authorized on one stream; 1,000 unless set. Keys beyond get the dialback error
         * resource-constraint.
         *
         * @param most at least 1
         * @return this builder
         */
        public Builder pairs(int most) {
            this.pairs = positive(most);
            return this;
        }

        /** {@return the configuration} */
        public DialbackConfig build() {
            return new DialbackConfig(this);
        }

        private static int positive(int most) {
            if (most < 1) {
                throw new IllegalArgumentException(most + " would let no pair through: give 1 or more");
            }
            return most;
        }
    }
}
