package org.xmpptoolkit.netty;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.framing.MessageFraming;
import org.xmpptoolkit.stream.lookup.Endpoint;

/**
 * What is connected to, and over what.
 *
 * @param endpoint the place
 * @param webSocket the WebSocket there; nothing for TCP alone
 */
record Target(Endpoint endpoint, Optional<URI> webSocket) {
    private static final int PORT = 80;
    private static final int TLS_PORT = 443;

    static Target of(Endpoint endpoint) {
        return new Target(endpoint, Optional.empty());
    }

    /**
     * A WebSocket.
     *
     * @throws IllegalArgumentException if the URI is of another scheme, or has no host that a certificate can name, or a user or a
     *     fragment
     */
    static Target of(URI uri) {
        return new Target(place(uri, "wss", "ws"), Optional.of(uri));
    }

    /** The same, or nothing where it would throw. */
    static Optional<Target> tryOf(URI uri) {
        try {
            return Optional.of(of(uri));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** The place of a URI by HTTP's rules, whose scheme is one of two. */
    static Endpoint place(URI uri, String secure, String clear) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals(secure);
        if (!tls && !scheme.equals(clear) || uri.getHost() == null) {
            throw new IllegalArgumentException("'" + uri + "' is no " + secure + " or " + clear + " URI with a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "'" + uri + "' has a user or a fragment: leave them away (RFC 6455 section 3)");
        }
        String host = uri.getHost();
        Jid.ofDomain(host); // as the reference identity has to be one
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? TLS_PORT : PORT;
        return new Endpoint(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host, Addresses.port(port, 1), tls);
    }

    /** How a stream is run there. */
    StreamConfig config(StreamConfig config) {
        if (webSocket.isPresent()) {
            return config.toBuilder()
                    .framing(new MessageFraming())
                    .tlsPolicy(endpoint.directTls() ? TlsPolicy.DIRECT : TlsPolicy.NONE)
                    .build();
        }
        return endpoint.directTls()
                ? config.toBuilder().tlsPolicy(TlsPolicy.DIRECT).build()
                : config;
    }

    /** Whom the certificate has to name: the host of a WebSocket (RFC 7395 section 3.9), else the domain of the stream. */
    Jid certified(StreamConfig config) {
        return webSocket.map(uri -> Jid.ofDomain(uri.getHost())).orElseGet(() -> config.to()
                .orElseThrow());
    }
}
