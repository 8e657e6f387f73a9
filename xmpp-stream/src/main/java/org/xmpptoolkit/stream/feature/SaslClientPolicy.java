package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsSession;

/** What a client accepts when it authenticates. Immutable. */
public final class SaslClientPolicy {
    /** Every mechanism, PLAIN only where {@link Plain#VERIFIED_TLS} allows it, 4,096 to 1,000,000 iterations. */
    public static final SaslClientPolicy DEFAULT = builder().build();

    /** Where the mechanism PLAIN may be used (RFC 6120 section 13.8.3). */
    public enum Plain {
        /**
         * With TLS, and not where the driver handed in a session whose certificate it did not validate. The default.
         */
        VERIFIED_TLS,
        /** With TLS. Whoever sits in between can read the password. */
        ANY_TLS,
        /** Everywhere. Whoever listens can read the password. */
        ALWAYS
    }

    private final List<SaslMechanism> mechanisms;
    private final Plain plain;
    private final int minIterations;
    private final int maxIterations;
    private final Supplier<String> nonces;

    private SaslClientPolicy(Builder builder) {
        this.mechanisms = List.copyOf(builder.mechanisms);
        this.plain = builder.plain;
        this.minIterations = builder.minIterations;
        this.maxIterations = builder.maxIterations;
        this.nonces = builder.nonces;
    }

    /** {@return a builder that starts from {@link SaslClientPolicy#DEFAULT}} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the mechanisms to try, in this order (RFC 6120 section 6.3.3)} */
    public List<SaslMechanism> mechanisms() {
        return mechanisms;
    }

    /** {@return where PLAIN may be used} */
    public Plain plain() {
        return plain;
    }

    /** {@return the fewest iterations that are accepted of a server} */
    public int minIterations() {
        return minIterations;
    }

    /** {@return the most iterations that are accepted of a server} */
    public int maxIterations() {
        return maxIterations;
    }

    String newNonce() {
        return nonces.get();
    }

    boolean permits(SaslMechanism mechanism, StreamState state) {
        if (mechanism != SaslMechanism.PLAIN) {
            return true;
        }
        return switch (plain) {
            case VERIFIED_TLS ->
                state.secure()
                        && state.tls()
                                .map(t -> t.peerTrust() == TlsSession.PathTrust.VERIFIED)
                                .orElse(true);
            case ANY_TLS -> state.secure();
            case ALWAYS -> true;
        };
    }

    /**
     * What is offered and may be tried. Where the channel can be bound, nothing that shows a password without is tried any more
     * (RFC 5802 section 6): whoever sits in between could make the bound ones fail.
     */
    List<SaslMechanism> common(
            List<String> offered, SaslCredentials credentials, ClientBinding binding, StreamState state) {
        List<SaslMechanism> common = mechanisms.stream()
                .filter(m -> offered.contains(m.wireName()) && permits(m, state) && credentials.suit(m, state))
                .filter(m -> !m.bindsChannel() || binding.type().isPresent())
                .toList();
        boolean bound = common.stream().anyMatch(SaslMechanism::bindsChannel);
        return common.stream()
                .filter(m -> !bound || m.bindsChannel() || m == SaslMechanism.EXTERNAL)
                .toList();
    }

    /** Collects a policy. Not thread-safe. */
    public static final class Builder {
        private List<SaslMechanism> mechanisms = List.of(SaslMechanism.values());
        private Plain plain = Plain.VERIFIED_TLS;
        private int minIterations = SaltedCredentials.DEFAULT_ITERATIONS;
        private int maxIterations = 1_000_000;
        private Supplier<String> nonces = SaslText.randomNonces();

        private Builder() {}

        /**
         * Sets {@link SaslClientPolicy#mechanisms}; one left out is never tried.
         *
         * @param mechanisms one at least, none twice, in the order in which to try them
         * @return this builder
         */
        public Builder mechanisms(List<SaslMechanism> mechanisms) {
            this.mechanisms = mechanisms;
            return this;
        }

        /**
         * Sets {@link SaslClientPolicy#plain}.
         *
         * @param plain with verified TLS only unless set
         * @return this builder
         */
        public Builder plain(Plain plain) {
            this.plain = plain;
            return this;
        }

        /**
         * Sets the bounds of a server's iteration count, which are looked at before anything is derived (RFC 5802 section 9).
         *
         * @param min the fewest, 1 or more
         * @param max the most
         * @return this builder
         */
        public Builder iterations(int min, int max) {
            this.minIterations = min;
            this.maxIterations = max;
            return this;
        }

        /**
         * Sets where nonces come from: printable ASCII without comma, new and unpredictable each time.
         *
         * @param nonces 144 random bits each unless set
         * @return this builder
         */
        public Builder nonces(Supplier<String> nonces) {
            this.nonces = nonces;
            return this;
        }

        /**
         * {@return the policy}
         *
         * @throws IllegalArgumentException if there is no mechanism, one comes twice, or the bounds are no range from 1 up
         */
        public SaslClientPolicy build() {
            SaslMechanism.requireDistinct(mechanisms);
            Objects.requireNonNull(plain, "plain");
            Objects.requireNonNull(nonces, "nonces");
            if (minIterations < 1 || maxIterations < minIterations) {
                throw new IllegalArgumentException("iterations from " + minIterations + " to " + maxIterations
                        + ": not a range from 1 up (RFC 5802 section 7)");
            }
            return new SaslClientPolicy(this);
        }
    }
}
