package org.xmpptoolkit.stream.feature;

import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsSession;

/** What a server offers to those who authenticate. Immutable; its text shows no secret. */
public final class SaslServerConfig {
    /** One for all configurations, so that an account that does not exist looks the same on every stream. */
    private static final byte[] OF_THIS_PROCESS = newSecret();

    private final List<SaslMechanism> mechanisms;
    private final int retries;
    private final boolean askAuthorization;
    private final Supplier<String> nonces;
    private final int unknownIterations;
    private final int unknownSaltOctets;
    private final byte[] unknownSecret;

    private SaslServerConfig(Builder builder) {
        this.mechanisms = List.copyOf(builder.mechanisms);
        this.retries = builder.retries;
        this.askAuthorization = builder.askAuthorization;
        this.nonces = builder.nonces;
        this.unknownIterations = builder.unknownIterations;
        this.unknownSaltOctets = builder.unknownSaltOctets;
        this.unknownSecret = builder.unknownSecret.length > 0 ? builder.unknownSecret.clone() : OF_THIS_PROCESS;
    }

    private static byte[] newSecret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** {@return a builder with every mechanism but ANONYMOUS, and 5 retries, so that a client can try each hash function} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the mechanisms in the order of the offer} Left out of it are PLAIN on a stream without TLS (RFC 6120 section 13.8.3),
     * EXTERNAL where the peer showed no certificate whose path the driver validated, and those that bind the channel where the driver gave
     * no channel-binding data. Between servers there is EXTERNAL only, where the certificate is also one of the domain that the peer's
     * header says it is from (XEP-0178 section 3).
     */
    public List<SaslMechanism> mechanisms() {
        return mechanisms;
    }

    /** {@return how often a peer may try again on the same stream (RFC 6120 section 6.4.5)} */
    public int retries() {
        return retries;
    }

    String newNonce() {
        return nonces.get();
    }

    UnknownAccounts unknownAccounts() {
        return new UnknownAccounts(unknownSecret, unknownIterations, unknownSaltOctets);
    }

    /** {@return whether {@link AuthorizationRequested} is asked} */
    public boolean askAuthorization() {
        return askAuthorization;
    }

    /** The hash functions of the SCRAM mechanisms, or all where there are none, the best first. */
    List<ScramHash> hashes() {
        List<ScramHash> own = hashes(mechanisms);
        return own.isEmpty() ? hashes(List.of(SaslMechanism.values())) : own;
    }

    private static List<ScramHash> hashes(List<SaslMechanism> mechanisms) {
        return mechanisms.stream()
                .flatMap(m -> m.scramHash().stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** Whether a mechanism may be used on a stream. */
    boolean permits(SaslMechanism mechanism, StreamState state) {
        if (ServerExternalExchange.isFor(state)) {
            return mechanism == SaslMechanism.EXTERNAL
                    && mechanisms.contains(mechanism)
                    && ServerExternalExchange.proven(state).isPresent();
        }
        return mechanisms.contains(mechanism)
                && switch (mechanism) {
                    case PLAIN -> state.secure();
                    case EXTERNAL ->
                        state.tls()
                                .filter(tls -> tls.peerTrust() == TlsSession.PathTrust.VERIFIED
                                        && !tls.peer().isEmpty())
                                .isPresent();
                    default ->
                        !mechanism.bindsChannel()
                                || !ChannelBindings.available(state).isEmpty();
                };
    }

    /** What is said to a peer that tries a mechanism which {@link #permits} refuses, though it is one of ours. */
    static SaslFailureCondition refusal(SaslMechanism mechanism, StreamState state) {
        if (!state.secure()) {
            return SaslFailureCondition.ENCRYPTION_REQUIRED;
        }
        return mechanism == SaslMechanism.EXTERNAL && ServerExternalExchange.isFor(state)
                ? SaslFailureCondition.NOT_AUTHORIZED
                : SaslFailureCondition.INVALID_MECHANISM;
    }

    /** The mechanisms that may be used on a stream, in the order of the offer. */
    List<SaslMechanism> permitted(StreamState state) {
        return mechanisms.stream().filter(m -> permits(m, state)).toList();
    }

    /** Whether a mechanism that binds the channel is offered on a stream. */
    boolean offersBinding(StreamState state) {
        return mechanisms.stream().anyMatch(m -> m.bindsChannel() && permits(m, state));
    }

    /** Collects a configuration. Not thread-safe. */
    public static final class Builder {
        private List<SaslMechanism> mechanisms = Stream.of(SaslMechanism.values())
                .filter(m -> m != SaslMechanism.ANONYMOUS)
                .toList();
        private int retries = 5;
        private boolean askAuthorization;
        private Supplier<String> nonces = SaslText.randomNonces();
        private int unknownIterations = SaltedCredentials.DEFAULT_ITERATIONS;
        private int unknownSaltOctets = SaltedCredentials.DEFAULT_SALT_OCTETS;
        private byte[] unknownSecret = {};

        private Builder() {}

        /**
         * Sets {@link SaslServerConfig#mechanisms}. List the SCRAM mechanisms of the hash functions that credentials are stored for:
         * of an account that does not exist, a password is checked with the best of them.
         *
         * @param mechanisms one at least, none twice, in the order of the offer
         * @return this builder
         */
        public Builder mechanisms(List<SaslMechanism> mechanisms) {
            this.mechanisms = mechanisms;
            return this;
        }

        /**
         * Sets {@link SaslServerConfig#retries}; RFC 6120 section 6.4.5 asks for 2 to 5.
         *
         * @param retries 0 or more
         * @return this builder
         */
        public Builder retries(int retries) {
            this.retries = retries;
            return this;
        }

        /**
         * Sets whether {@link AuthorizationRequested} is asked of everybody who proved a password; false if not set. Then nobody may
         * act as another, and nobody is refused.
         *
         * @param ask true where some may act as others, or some who know the password may not log in
         * @return this builder
         */
        public Builder askAuthorization(boolean ask) {
            this.askAuthorization = ask;
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
         * Sets what accounts look like that do not exist. They look like the others if these are as in the stored credentials.
         *
         * @param iterations the iteration count, {@link SaltedCredentials#DEFAULT_ITERATIONS} if not set
         * @param saltOctets the length of the salt, 1 to 20, {@link SaltedCredentials#DEFAULT_SALT_OCTETS} if not set
         * @return this builder
         */
        public Builder unknownAccounts(int iterations, int saltOctets) {
            this.unknownIterations = iterations;
            this.unknownSaltOctets = saltOctets;
            return this;
        }

        /**
         * Sets what the salt of accounts that do not exist is made of. One random secret of the process if it is not
         * set; keep one over restarts so that their salts stay the same as those of others do.
         *
         * @param secret random octets, 16 or more
         * @return this builder
         */
        public Builder unknownAccountSecret(byte[] secret) {
            this.unknownSecret = secret.clone();
            return this;
        }

        /**
         * {@return the configuration}
         *
         * @throws IllegalArgumentException if there is no mechanism, one comes twice, or a number is out of its range
         */
        public SaslServerConfig build() {
            SaslMechanism.requireDistinct(mechanisms);
            Objects.requireNonNull(nonces, "nonces");
            if (retries < 0) {
                throw new IllegalArgumentException(retries + " retries, at least 0");
            }
            if (unknownIterations < 1 || unknownSaltOctets < 1 || unknownSaltOctets > ScramHash.SHA_1.octets()) {
                throw new IllegalArgumentException(unknownIterations + " iterations and " + unknownSaltOctets
                        + " octets of salt, at least 1 of each and at most 20 octets");
            }
            if (unknownSecret.length > 0 && unknownSecret.length < 16) {
                throw new IllegalArgumentException("the secret has " + unknownSecret.length + " octets, at least 16");
            }
            return new SaslServerConfig(this);
        }
    }
}
