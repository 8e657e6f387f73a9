package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.xmpptoolkit.netty.Notices.await;
import static org.xmpptoolkit.netty.Notices.failureOf;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.ExtendedKeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.feature.StartTls;

/** A server that asks its clients for certificates, over real TCP and TLS. */
class ClientCertificatesTest {
    private final Notices there = new Notices();
    private final CompletableFuture<XmppConnection> accepted = new CompletableFuture<>();
    private @Nullable XmppServer server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            await(server.stop());
        }
    }

    private static ClientCertificates wanted() throws Exception {
        return ClientCertificates.wanted(Certificates.AUTHORITY.toTrustManagerFactory());
    }

    private static ClientCertificates required() throws Exception {
        return ClientCertificates.required(Certificates.AUTHORITY.toTrustManagerFactory());
    }

    private XmppClient client(ClientCertificates clients, Optional<X509Bundle> shown, String protocol)
            throws Exception {
        X509Bundle leaf = Certificates.leaf("example.com");
        there.then((connection, notice) -> accepted.complete(connection));
        XmppServer built = XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.REQUIRED, new StartTls()))
                .certificate(clients.ask(
                                SslContextBuilder.forServer(leaf.getKeyPair().getPrivate(), leaf.getCertificatePath())
                                        .sslProvider(SslProvider.JDK)
                                        .protocols(protocol))
                        .build())
                .clientCertificates(clients)
                .listener(there)
                .build();
        server = built;
        SslContextBuilder context = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .trustManager(Certificates.AUTHORITY.toTrustManagerFactory());
        if (shown.isPresent()) {
            context.keyManager(new Shown(shown.get()));
        }
        return XmppClient.builder()
                .host("127.0.0.1")
                .port(await(built.start()).port())
                .config(Streams.initiating(TlsPolicy.REQUIRED))
                .features(List.of(new StartTls()))
                .trust(context.build())
                .listener(new Notices())
                .build();
    }

    private TlsSession seen(ClientCertificates clients, Optional<X509Bundle> shown, String protocol) throws Exception {
        await(client(clients, shown, protocol).connect());
        return await(there.connection).state().tls().orElseThrow();
    }

    private TlsSession seen(ClientCertificates clients, Optional<X509Bundle> shown) throws Exception {
        return seen(clients, shown, "TLSv1.3");
    }

    private static CertificateBuilder leaf() {
        return new CertificateBuilder().ecp256().subject("CN=client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    @Rule({"R-143", "R-146", "R-382"})
    void aCertificateOfAnAuthorityIsVerified(String protocol) throws Exception {
        X509Bundle shown = leaf().buildIssuedBy(Certificates.AUTHORITY);
        TlsSession session = seen(wanted(), Optional.of(shown), protocol);
        assertEquals(PathTrust.VERIFIED, session.peerTrust());
        assertEquals(shown.getCertificate(), session.peer().get(0));
    }

    @Test
    void withoutACertificateTheStreamGoesOn() throws Exception {
        TlsSession session = seen(wanted(), Optional.empty());
        assertEquals(PathTrust.ABSENT, session.peerTrust());
        assertEquals(List.of(), session.peer());
    }

    @Test
    @Rule({"R-146", "R-396"})
    void aCertificateOfNobodyIsToldAsSuch() throws Exception {
        X509Bundle shown = leaf().buildIssuedBy(Certificates.authority("CN=Nobody"));
        TlsSession session = seen(wanted(), Optional.of(shown));
        assertEquals(PathTrust.UNVERIFIED, session.peerTrust());
        assertEquals(shown.getCertificate(), session.peer().get(0));
    }

    @Test
    void anExpiredCertificateIsNotVerified() throws Exception {
        Instant now = Instant.now();
        X509Bundle shown = leaf().notBefore(now.minus(Duration.ofDays(3)))
                .notAfter(now.minus(Duration.ofDays(1)))
                .buildIssuedBy(Certificates.AUTHORITY);
        assertEquals(PathTrust.UNVERIFIED, seen(wanted(), Optional.of(shown)).peerTrust());
    }

    @Test
    void aCertificateForServersOnlyIsNotVerified() throws Exception {
        X509Bundle shown =
                leaf().addExtendedKeyUsage(ExtendedKeyUsage.PKIX_KP_SERVER_AUTH).buildIssuedBy(Certificates.AUTHORITY);
        assertEquals(PathTrust.UNVERIFIED, seen(wanted(), Optional.of(shown)).peerTrust());
    }

    @Test
    void whereItIsRequiredAGoodOneIsVerified() throws Exception {
        X509Bundle shown = leaf().buildIssuedBy(Certificates.AUTHORITY);
        assertEquals(PathTrust.VERIFIED, seen(required(), Optional.of(shown)).peerTrust());
    }

    @Test
    void whereItIsRequiredTheHandshakeEndsWithout() throws Exception {
        failureOf(client(required(), Optional.empty(), "TLSv1.2").connect());
        assertEquals(Kind.TLS, lost());
    }

    @Test
    @Rule("R-204")
    void whereItIsRequiredTheHandshakeEndsWithOneOfNobody() throws Exception {
        X509Bundle shown = leaf().buildIssuedBy(Certificates.authority("CN=Nobody"));
        failureOf(client(required(), Optional.of(shown), "TLSv1.2").connect());
        assertEquals(Kind.CERTIFICATE_UNTRUSTED, lost());
    }

    private Kind lost() throws Exception {
        Reason.TransportLost lost = assertInstanceOf(
                Reason.TransportLost.class, await(await(accepted).closed()));
        return assertInstanceOf(TransportException.class, lost.cause().orElseThrow())
                .kind();
    }

    @Test
    void requiredMeansRequiredWhateverTheContextAsked() throws Exception {
        assertThrows(TransportException.class, () -> required().judge(List.of()));
    }

    /** Shows its certificate whatever authorities are asked for. */
    private static final class Shown extends X509ExtendedKeyManager {
        private static final String ALIAS = "shown";
        private final X509Bundle bundle;

        Shown(X509Bundle bundle) {
            this.bundle = bundle;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return ALIAS;
        }

        @Override
        public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return bundle.getCertificatePath();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return bundle.getKeyPair().getPrivate();
        }

        @Override
        public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
            return new String[0];
        }

        @Override
        public String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            throw new AssertionError("a client's");
        }
    }
}
