package org.xmpptoolkit.testkit.endpoint;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.WireLog;
import org.xmpptoolkit.stream.lookup.SrvResolver;

/** How an endpoint talks to other servers. Immutable. */
public final class FederationConfig {
    private final InetSocketAddress address;
    private final Map<Jid, Supplier<HostPort>> peers;
    private final Optional<SrvResolver> resolver;
    private final Authentication authentication;
    private final boolean bidirectional;
    private final WireLog wireLog;

    private FederationConfig(Builder builder) {
        this.address = builder.address;
        this.peers = Map.copyOf(builder.peers);
        this.resolver = builder.resolver;
        this.authentication = builder.authentication;
        this.bidirectional = builder.bidirectional;
        this.wireLog = builder.wireLog;
    }

    /** How servers show each other who they are. */
    public enum Authentication {
        /** By EXTERNAL where the certificates allow it, else by dialback. */
        ANY,
        /** By EXTERNAL only (XEP-0178). */
        EXTERNAL,
        /** By dialback only (XEP-0220). */
        DIALBACK;

        boolean external() {
            return this != DIALBACK;
        }

        boolean dialback() {
            return this != EXTERNAL;
        }
    }

    /** {@return a builder with the defaults that each of its methods names} */
    public static Builder builder() {
        return new Builder();
    }

    InetSocketAddress address() {
        return address;
    }

    Optional<HostPort> peer(Jid domain) {
        return Optional.ofNullable(peers.get(domain)).map(Supplier::get);
    }

    Optional<SrvResolver> resolver() {
        return resolver;
    }

    Authentication authentication() {
        return authentication;
    }

    boolean bidirectional() {
        return bidirectional;
    }

    WireLog wireLog() {
        return wireLog;
    }

    /** Collects a configuration. Not thread-safe. */
    public static final class Builder {
        private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        private final Map<Jid, Supplier<HostPort>> peers = new HashMap<>();
        private Optional<SrvResolver> resolver = Optional.empty();
        private Authentication authentication = Authentication.ANY;
        private boolean bidirectional;
        private WireLog wireLog = (connection, direction, text) -> {};

        private Builder() {}

        /**
         * Sets where to listen for other servers; a free port of the loopback address unless set.
         *
         * @param address a local address; port 0 for a free one
         * @return this builder
         */
        public Builder address(InetSocketAddress address) {
            this.address = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * Sets where the server of a domain is; it is looked up in the DNS unless set.
         *
         * @param domain a domain
         * @param server its host and port
         * @return this builder
         * @throws IllegalArgumentException if there is no port
         */
        public Builder peer(Jid domain, HostPort server) {
            if (server.port().isEmpty()) {
                throw new IllegalArgumentException(server + " has no port: say host:port");
            }
            return peer(domain, () -> server);
        }

        /** Sets where the server of a domain is, which may be known later only. */
        Builder peer(Jid domain, Supplier<HostPort> server) {
            peers.put(domain.domain(), server);
            return this;
        }

        /**
         * Sets who asks the DNS for the SRV records of servers; the name servers of this machine are asked unless set.
         *
         * @param resolver asked for each domain that is no {@link #peer}
         * @return this builder
         */
        public Builder resolver(SrvResolver resolver) {
            this.resolver = Optional.of(resolver);
            return this;
        }

        /**
         * Sets how servers show who they are; {@link Authentication#ANY} unless set.
         *
         * @param authentication what a server is to show, and what is shown to it
         * @return this builder
         */
        public Builder authentication(Authentication authentication) {
            this.authentication = Objects.requireNonNull(authentication, "authentication");
            return this;
        }

        /**
         * Has stanzas flow both ways on one stream, where the other server does that too (XEP-0288); not done unless set.
         *
         * @return this builder
         */
        public Builder bidirectional() {
            this.bidirectional = true;
            return this;
        }

        /**
         * Sets who hears what goes over the wire between servers, without secrets; nobody unless set.
         *
         * @param log hears of each text; it must not block
         * @return this builder
         */
        public Builder wireLog(WireLog log) {
            this.wireLog = Objects.requireNonNull(log, "log");
            return this;
        }

        /** {@return the configuration} */
        public FederationConfig build() {
            return new FederationConfig(this);
        }
    }
}
