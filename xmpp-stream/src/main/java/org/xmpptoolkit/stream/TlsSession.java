package org.xmpptoolkit.stream;

import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a driver knows about a TLS session once the handshake is done. Immutable; its text shows no channel-binding data.
 */
public final class TlsSession {
    /** Whether the driver validated the path of the peer's certificate. */
    public enum PathTrust {
        /** Validated, and for a receiving entity the name too. */
        VERIFIED,
        /** A certificate came, but was not validated. */
        UNVERIFIED,
        /** No certificate came. */
        ABSENT
    }

    private final String protocol;
    private final Map<ChannelBindingType, byte[]> bindings;
    private final List<X509Certificate> local;
    private final List<X509Certificate> peer;
    private final PathTrust peerTrust;
    private final Optional<String> serverName;

    private TlsSession(Builder builder) {
        this.protocol = builder.protocol;
        this.bindings = new EnumMap<>(builder.bindings);
        this.local = List.copyOf(builder.local);
        this.peer = List.copyOf(builder.peer);
        this.peerTrust = builder.peerTrust;
        this.serverName = builder.serverName;
    }

    /**
     * Starts a session.
     *
     * @param protocol the protocol version, as {@code TLSv1.3}
     * @param peerTrust whether the peer's certificate was validated
     * @return a builder
     */
    public static Builder builder(String protocol, PathTrust peerTrust) {
        return new Builder(protocol, peerTrust);
    }

    /** {@return the protocol version, as {@code TLSv1.3}} */
    public String protocol() {
        return protocol;
    }

    /**
     * The data of a channel binding.
     *
     * @param type which
     * @return a copy of its octets, or nothing if the driver has none
     */
    public Optional<byte[]> binding(ChannelBindingType type) {
        return Optional.ofNullable(bindings.get(type)).map(byte[]::clone);
    }

    /** {@return our certificate and those above it; empty if we showed none} */
    public List<X509Certificate> local() {
        return local;
    }

    /** {@return the peer's certificate and those above it; empty if it showed none} */
    public List<X509Certificate> peer() {
        return peer;
    }

    /** {@return whether the peer's certificate was validated} */
    public PathTrust peerTrust() {
        return peerTrust;
    }

    /** {@return the name that the initiating entity asked for by SNI} */
    public Optional<String> serverName() {
        return serverName;
    }

    @Override
    public String toString() {
        return "TlsSession[" + protocol + ", bindings " + bindings.keySet() + ", peer " + peerTrust + "]";
    }

    /** Collects a session. Not thread-safe. */
    public static final class Builder {
        private final String protocol;
        private final PathTrust peerTrust;
        private final Map<ChannelBindingType, byte[]> bindings = new EnumMap<>(ChannelBindingType.class);
        private List<X509Certificate> local = List.of();
        private List<X509Certificate> peer = List.of();
        private Optional<String> serverName = Optional.empty();

        private Builder(String protocol, PathTrust peerTrust) {
            this.protocol = protocol;
            this.peerTrust = peerTrust;
        }

        /**
         * Adds the octets of a channel binding. Leave it out where they may be the same on another session: without the extended
         * master secret (RFC 7627) on TLS up to 1.2, or where renegotiation is enabled (RFC 7677 section 4, RFC 9266 section 4.2).
         *
         * @param type which; octets that were given for it before are replaced
         * @param octets the data alone, without the name of its type; copied
         * @return this builder
         */
        public Builder binding(ChannelBindingType type, byte[] octets) {
            bindings.put(type, octets.clone());
            return this;
        }

        /**
         * Sets {@link TlsSession#local}.
         *
         * @param chain the own certificate first; copied by {@link #build}
         * @return this builder
         */
        public Builder local(List<X509Certificate> chain) {
            this.local = chain;
            return this;
        }

        /**
         * Sets {@link TlsSession#peer}.
         *
         * @param chain the peer's own certificate first; copied by {@link #build}
         * @return this builder
         */
        public Builder peer(List<X509Certificate> chain) {
            this.peer = chain;
            return this;
        }

        /**
         * Sets {@link TlsSession#serverName}.
         *
         * @param name the host name as SNI carries it, in ASCII and without final dot (RFC 6066 section 3)
         * @return this builder
         */
        public Builder serverName(String name) {
            this.serverName = Optional.of(name);
            return this;
        }

        /** {@return the session} */
        public TlsSession build() {
            return new TlsSession(this);
        }
    }
}
