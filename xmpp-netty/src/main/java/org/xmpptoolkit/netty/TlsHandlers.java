package org.xmpptoolkit.netty;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.TransportException.Kind;

/** Makes TLS handlers for both roles: TLS 1.2 and 1.3 only (RFC 7590 section 3, RFC 9325). */
final class TlsHandlers {
    private static final String TLS_1_2 = "TLSv1.2";
    private static final String TLS_1_3 = "TLSv1.3";
    /** What a WebSocket begins with (RFC 7301 section 6). */
    static final String ALPN_HTTP = "http/1.1";

    private static final List<String> PROTOCOLS = List.of(TLS_1_3, TLS_1_2);

    private TlsHandlers() {}

    /** A client's, which validates the path of certificates by the context; the name is left to {@link PeerCheck}. */
    static TlsStarter client(SslContext context) {
        return (channel, start) -> {
            Jid domain = start.domain()
                    .orElseThrow(() -> new TransportException(Kind.TLS, "there is no domain to check for", null));
            String name = hostName(domain);
            SslHandler handler = context.newHandler(channel.alloc(), name, port(channel));
            SSLEngine engine = handler.engine();
            limitProtocols(engine);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(""); // names are PeerCheck's: HTTPS has other rules for them
            // RFC 6066 section 3: no literal addresses in SNI
            parameters.setServerNames(isAddress(name) ? List.of() : serverName(name));
            engine.setSSLParameters(parameters);
            return finished(handler);
        };
    }

    /** A server's, whose certificate depends on the domain that the stream header asked for. */
    static TlsStarter server(Function<? super Optional<Jid>, Optional<SslContext>> certificates) {
        return (channel, start) -> {
            SslContext context = contextFor(certificates, start.domain());
            SslHandler handler = context.newHandler(channel.alloc());
            limitProtocols(handler.engine());
            return finished(handler);
        };
    }

    /**
     * The handler, which begins with its channel: TLS says what it carries, by ALPN. What is registered for streams is the name of their
     * service (XEP-0368 section 3).
     */
    static SslHandler direct(SslHandler handler, String protocol) {
        SSLEngine engine = handler.engine();
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        engine.setSSLParameters(parameters);
        return handler;
    }

    private static SslHandler finished(SslHandler handler) {
        handler.setHandshakeTimeoutMillis(0); // Deadlines.negotiation() bounds it
        refuseRenegotiation(handler);
        return handler;
    }

    /**
     * Lets a second handshake fail, and with it the connection (RFC 6120 section 5.3.5). The JDK would do it under TLS 1.2, and
     * has no switch for one engine; but a handshake finds no protocol once that of the connection is not enabled any more. TLS 1.3
     * has no renegotiation.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // of a future that is listened to
    private static void refuseRenegotiation(SslHandler handler) {
        handler.handshakeFuture().addListener(done -> {
            SSLEngine engine = handler.engine();
            if (done.isSuccess() && TLS_1_2.equals(engine.getSession().getProtocol())) {
                engine.setEnabledProtocols(new String[] {TLS_1_3});
            }
        });
    }

    private static SslContext contextFor(
            Function<? super Optional<Jid>, Optional<SslContext>> certificates, Optional<Jid> asked)
            throws TransportException {
        String domain = asked.map(Jid::toString).orElse("a stream without domain");
        Optional<SslContext> context;
        try {
            context = certificates.apply(asked);
        } catch (RuntimeException | Error failure) {
            throw new TransportException(Kind.CERTIFICATE_MISSING, "no certificate for " + domain, failure);
        }
        return context.orElseThrow(
                () -> new TransportException(Kind.CERTIFICATE_MISSING, "no certificate for " + domain, null));
    }

    /** A client's context that trusts what the JDK trusts, or what is given. */
    static SslContext clientContext(@Nullable TrustManagerFactory trust, @Nullable Path authorities) {
        SslContextBuilder builder =
                SslContextBuilder.forClient().sslProvider(SslProvider.JDK).protocols(PROTOCOLS);
        try {
            if (trust != null) {
                builder.trustManager(trust);
            } else if (authorities != null) {
                builder.trustManager(authorities.toFile());
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException failure) {
            throw new IllegalArgumentException(
                    authorities == null
                            ? "cannot set up TLS: " + failure.getMessage()
                            : "cannot read certificates in PEM form from " + authorities + ": " + failure.getMessage(),
                    failure);
        }
    }

    private static void limitProtocols(SSLEngine engine) throws TransportException {
        List<String> enabled = Arrays.asList(engine.getEnabledProtocols());
        String[] kept = PROTOCOLS.stream().filter(enabled::contains).toArray(String[]::new);
        if (kept.length == 0) {
            throw new TransportException(Kind.TLS, "neither TLS 1.2 nor TLS 1.3 is enabled: " + enabled, null);
        }
        engine.setEnabledProtocols(kept);
    }

    private static List<SNIServerName> serverName(String name) throws TransportException {
        try {
            return List.of(new SNIHostName(name));
        } catch (IllegalArgumentException notHost) {
            throw new TransportException(
                    Kind.CERTIFICATE_NAME, name + " is no host name: no certificate fits", notHost);
        }
    }

    static String hostName(Jid domain) {
        String name = domain.domainpartToAscii();
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    static boolean isAddress(String name) {
        return NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name);
    }

    private static int port(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address ? address.getPort() : -1;
    }
}
