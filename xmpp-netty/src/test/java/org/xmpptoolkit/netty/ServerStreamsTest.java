package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.xmpptoolkit.netty.Notices.await;
import static org.xmpptoolkit.netty.Notices.failureOf;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.lookup.SrvAnswer;

/** Streams that servers open to servers, over real TCP and TLS. */
class ServerStreamsTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String SRV_NAME_OID = "1.3.6.1.5.5.7.8.7";

    private @Nullable XmppServer server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            await(server.stop());
        }
    }

    private static StreamConfig initiating() {
        return StreamConfig.builder()
                .contentNamespace(Namespaces.SERVER)
                .from(Jid.ofDomain("example.net"))
                .to(Streams.DOMAIN)
                .build();
    }

    private XmppServer serve(X509Bundle leaf, String... protocols) throws Exception {
        StreamConfig config = StreamConfig.builder()
                .contentNamespace(Namespaces.SERVER)
                .hosts(offered ->
                        new HeaderAnswer.Serve(Streams.DOMAIN, List.of(new StartTls()), List.of(Language.of("en"))))
                .build();
        XmppServer built = XmppServer.builder()
                .directTls(FREE)
                .config(config)
                .certificate(Certificates.server(leaf, protocols))
                .listener(new Notices())
                .build();
        server = built;
        return await(built.start());
    }

    /** What the initiating server sees as soon as TLS is there. */
    private TlsSession seen(X509Bundle leaf, String... protocols) throws Exception {
        ServerCertificates servers = ServerCertificates.wanted(Certificates.AUTHORITY.toTrustManagerFactory());
        CompletableFuture<TlsSession> session = new CompletableFuture<>();
        Notices here = new Notices().then((connection, notice) -> {
            if (connection.state().tls().isPresent()) {
                session.complete(connection.state().tls().get());
                connection.close();
            } else if (notice instanceof StreamEvent.Closed closed) {
                session.completeExceptionally(new AssertionError(closed));
            }
        });
        XmppClient client = XmppClient.builder()
                .host("127.0.0.1")
                .port(serve(leaf, protocols).port())
                .config(initiating())
                .features(List.of(new StartTls()))
                .trust(servers.take(SslContextBuilder.forClient().sslProvider(SslProvider.JDK))
                        .build())
                .serverCertificates(servers)
                .listener(here)
                .build();
        var connected = client.connect();
        TlsSession found = await(session);
        connected.exceptionally(closed -> null);
        return found;
    }

    private static X509Bundle named(String srvName) throws Exception {
        return Certificates.leaf()
                .addSanOtherName(SRV_NAME_OID, Certificates.ia5String(srvName))
                .buildIssuedBy(Certificates.AUTHORITY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aCertificateOfTheDomainIsVerified(String protocol) throws Exception {
        TlsSession session = seen(Certificates.leaf("example.com"), protocol);
        assertEquals(PathTrust.VERIFIED, session.peerTrust());
        assertEquals(protocol, session.protocol());
    }

    @Test
    void theServiceIsThatOfServers() throws Exception {
        assertEquals(PathTrust.VERIFIED, seen(named("_xmpp-server.example.com")).peerTrust());
    }

    @Test
    void aCertificateForTheServiceOfClientsIsNotVerified() throws Exception {
        assertEquals(
                PathTrust.UNVERIFIED, seen(named("_xmpp-client.example.com")).peerTrust());
    }

    @Test
    void withACertificateOfNobodyTheStreamGoesOn() throws Exception {
        X509Bundle shown =
                Certificates.leaf().addSanDnsName("example.com").buildIssuedBy(Certificates.authority("CN=Nobody"));
        TlsSession session = seen(shown);
        assertEquals(PathTrust.UNVERIFIED, session.peerTrust());
        assertEquals(shown.getCertificate(), session.peer().get(0));
    }

    @Test
    void withACertificateForAnotherNameTheStreamGoesOn() throws Exception {
        assertEquals(
                PathTrust.UNVERIFIED, seen(Certificates.leaf("example.org")).peerTrust());
    }

    @Test
    void withAnExpiredCertificateTheStreamGoesOn() throws Exception {
        assertEquals(
                PathTrust.UNVERIFIED, seen(Certificates.expired("example.com")).peerTrust());
    }

    @Test
    void unlessThatIsSetTlsEndsAtACertificateForTheServiceOfClients() throws Exception {
        XmppClient client = XmppClient.builder()
                .host("127.0.0.1")
                .port(serve(named("_xmpp-client.example.com")).port())
                .config(initiating())
                .features(List.of(new StartTls()))
                .trust(Certificates.AUTHORITY.toTrustManagerFactory())
                .listener(new Notices())
                .build();
        StreamEndedException ended = assertInstanceOf(StreamEndedException.class, failureOf(client.connect()));
        Reason.TransportLost lost = assertInstanceOf(Reason.TransportLost.class, ended.reason());
        TransportException cause =
                assertInstanceOf(TransportException.class, lost.cause().orElseThrow());
        assertEquals(Kind.CERTIFICATE_NAME, cause.kind());
    }

    @Test
    void aClientHasToKnowItsServer() throws Exception {
        XmppClient.Builder builder = XmppClient.builder()
                .config(Streams.initiating(TlsPolicy.REQUIRED))
                .listener(new Notices())
                .serverCertificates(ServerCertificates.wanted(Certificates.AUTHORITY.toTrustManagerFactory()));
        assertThrows(IllegalStateException.class, builder::build);
    }

    @Test
    void theRecordsOfServersAreAskedFor() throws Exception {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        XmppClient client = XmppClient.builder()
                .resolver(name -> {
                    asked.add(name);
                    return CompletableFuture.completedStage(new SrvAnswer.NoService());
                })
                .config(initiating())
                .listener(new Notices())
                .build();
        failureOf(client.connect());
        assertEquals(Set.of("_xmpp-server._tcp.example.com", "_xmpps-server._tcp.example.com"), asked);
    }

    @Test
    @Rule("R-490")
    void directTlsSaysThatServersTalk() throws Exception {
        int port = serve(Certificates.leaf("example.com")).directTlsPort();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, Certificates.AUTHORITY.toTrustManagerFactory().getTrustManagers(), null);
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(Patience.MILLIS);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"xmpp-client", "xmpp-server"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertEquals(Optional.of("xmpp-server"), Optional.ofNullable(socket.getApplicationProtocol()));
        }
    }
}
