package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;
import static org.xmpptoolkit.netty.Notices.failureOf;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.lookup.SrvAnswer;
import org.xmpptoolkit.stream.lookup.SrvRecord;

/** Direct TLS over real TCP (XEP-0368). */
class DirectTlsLoopbackTest {
    private static final int TLS_HANDSHAKE = 22;

    private final Notices here = new Notices();
    private final Notices there = new Notices();
    private final CompletableFuture<XmppConnection> accepted = new CompletableFuture<>();
    private @Nullable XmppServer server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            await(server.stop());
        }
    }

    private XmppServer serve(String... domains) throws Exception {
        there.then((connection, notice) -> accepted.complete(connection));
        SslContext[] contexts = new SslContext[domains.length];
        for (int at = 0; at < domains.length; at++) {
            contexts[at] = Certificates.server(Certificates.leaf(domains[at]));
        }
        XmppServer built = XmppServer.builder()
                .directTls(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .config(Streams.receiving(TlsPolicy.REQUIRED, new StartTls()))
                .certificates(domain -> {
                    int at = List.of(domains).indexOf(domain.map(Jid::toString).orElse(domains[0]));
                    return at < 0 ? Optional.empty() : Optional.of(contexts[at]);
                })
                .listener(there)
                .build();
        server = built;
        return await(built.start());
    }

    private XmppClient.Builder client(int port) {
        return client(TlsPolicy.DIRECT, port);
    }

    private XmppClient.Builder client(TlsPolicy policy, int port) {
        return XmppClient.builder()
                .host("127.0.0.1")
                .port(port)
                .config(Streams.initiating(policy))
                .features(List.of(new StartTls()))
                .trust(Certificates.AUTHORITY.toTrustManagerFactory())
                .listener(here);
    }

    @Test
    @Rule({"R-489", "R-490"})
    void bothSidesAreEstablishedWithoutStartTls() throws Exception {
        XmppConnection connection =
                await(client(serve("example.com").directTlsPort()).build().connect());
        XmppConnection peer = await(there.connection);
        assertEquals(
                TlsSession.PathTrust.VERIFIED,
                connection.state().tls().orElseThrow().peerTrust());
        assertEquals(
                Optional.of("example.com"), peer.state().tls().orElseThrow().serverName());
        assertEquals(List.of(), here.all(StreamEvent.FeatureNegotiated.class));
        await(connection.send(Streams.message("under cover")));
        assertEquals("under cover", there.element().elements().get(0).text());
        assertEquals(new Reason.WeClosed(), await(connection.close()));
        assertEquals(new Reason.PeerClosed(), await(peer.closed()));
    }

    @Test
    void startTlsGoesOnAtItsOwnPort() throws Exception {
        XmppServer both = serve("example.com");
        assertFalse(both.port() == both.directTlsPort());
        await(client(TlsPolicy.REQUIRED, both.port()).build().connect());
        assertEquals(1, here.all(StreamEvent.FeatureNegotiated.class).size());
    }

    @Test
    @Rule({"R-487", "R-488"})
    void aTargetForDirectTlsIsTakenAsSuch() throws Exception {
        XmppServer both = serve("example.com");
        SrvAnswer tls = SrvAnswer.of(List.of(new SrvRecord(0, 0, both.directTlsPort(), "127.0.0.1")));
        SrvAnswer plain = SrvAnswer.of(List.of(new SrvRecord(1, 0, both.port(), "127.0.0.1")));
        await(XmppClient.builder()
                .resolver(name -> CompletableFuture.completedStage(name.startsWith("_xmpps-") ? tls : plain))
                .config(Streams.initiating(TlsPolicy.REQUIRED))
                .features(List.of(new StartTls()))
                .trust(Certificates.AUTHORITY.toTrustManagerFactory())
                .listener(here)
                .build()
                .connect());
        assertEquals(List.of(), here.all(StreamEvent.FeatureNegotiated.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DIRECT", "REQUIRED"})
    @Rule("R-488")
    void theFirstOctetIsOfTlsOnlyWhereTlsIsDirect(TlsPolicy policy) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setSoTimeout(Patience.MILLIS);
            CompletionStage<XmppConnection> connected =
                    client(policy, listening.getLocalPort()).build().connect();
            try (Socket socket = listening.accept()) {
                socket.setSoTimeout(Patience.MILLIS);
                assertEquals(
                        policy == TlsPolicy.DIRECT ? TLS_HANDSHAKE : '<',
                        socket.getInputStream().read());
            }
            failureOf(connected);
        }
    }

    @Test
    @Rule("R-490")
    void theClientAsksForTheDomainAndForXmpp() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(Certificates.leaf("example.com").toKeyManagerFactory().getKeyManagers(), null, null);
        try (SSLServerSocket listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setSoTimeout(Patience.MILLIS);
            SSLParameters parameters = listening.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "xmpp-server", "xmpp-client"});
            listening.setSSLParameters(parameters);
            CompletionStage<XmppConnection> connected =
                    client(listening.getLocalPort()).build().connect();
            try (SSLSocket socket = (SSLSocket) listening.accept()) {
                socket.setSoTimeout(Patience.MILLIS);
                socket.startHandshake();
                assertEquals("xmpp-client", socket.getApplicationProtocol());
                assertEquals(
                        List.of(new SNIHostName("example.com")),
                        ((ExtendedSSLSession) socket.getSession()).getRequestedServerNames());
                RawPeer.readTo(socket.getInputStream(), "version='1.0'");
                RawPeer.send(socket, RawPeer.ANSWER + "<stream:features/>");
                await(connected);
            }
        }
    }

    private static SSLSocket connect(int port, String... protocols) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, Certificates.AUTHORITY.toTrustManagerFactory().getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(Patience.MILLIS);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        return socket;
    }

    @Test
    @Rule("R-490")
    void theServerTakesXmppOnlyWhereAProtocolIsNamed() throws Exception {
        int port = serve("example.com").directTlsPort();
        try (SSLSocket named = connect(port, "http/1.1", "xmpp-client");
                SSLSocket unnamed = connect(port);
                SSLSocket other = connect(port, "http/1.1")) {
            named.startHandshake();
            assertEquals("xmpp-client", named.getApplicationProtocol());
            unnamed.startHandshake();
            assertThrows(SSLException.class, other::startHandshake);
        }
    }

    @Test
    @Rule({"R-489", "R-203"})
    void theCertificateIsJudgedAsWithStartTls() throws Exception {
        int port = serve("example.net", "example.com").directTlsPort();
        assertEquals(
                Kind.CERTIFICATE_UNTRUSTED,
                kind(client(port).trust(Certificates.authority("CN=Another").toTrustManagerFactory())));
        int wrong = serveOneForAll("example.net");
        assertEquals(Kind.CERTIFICATE_NAME, kind(client(wrong)));
    }

    private int serveOneForAll(String domain) throws Exception {
        await(Objects.requireNonNull(server).stop());
        XmppServer built = XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.DIRECT))
                .certificate(Certificates.server(Certificates.leaf(domain)))
                .listener(there)
                .build();
        server = built;
        return await(built.start()).directTlsPort();
    }

    @Test
    void theCertificateIsThatOfTheDomainThatSniAsksFor() throws Exception {
        int port = serve("example.net", "example.com").directTlsPort();
        await(client(port).build().connect());
        Jid other = Jid.parse("example.org");
        Kind kind = kind(client(port).config(Streams.initiating(TlsPolicy.DIRECT, other)));
        assertEquals(Kind.TLS, kind);
    }

    @Test
    void whereThereIsNoCertificateForTheDomainTheConnectionEnds() throws Exception {
        int port = serve("example.net").directTlsPort();
        assertEquals(Kind.TLS, kind(client(port)));
        Reason.TransportLost lost = assertInstanceOf(
                Reason.TransportLost.class, await(await(accepted).closed()));
        TransportException cause =
                assertInstanceOf(TransportException.class, lost.cause().orElseThrow());
        assertEquals(Kind.CERTIFICATE_MISSING, cause.kind());
    }

    @Test
    @Rule("R-488")
    void aStreamInClearGetsNoStreamThere() throws Exception {
        int port = serve("example.com").directTlsPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(Patience.MILLIS);
            RawPeer.send(socket, TestChannel.HEADER);
            byte[] answer = socket.getInputStream().readAllBytes();
            assertFalse(answer.length > 0 && answer[0] == '<', "an answer in clear");
        }
        assertInstanceOf(Reason.TransportLost.class, await(await(accepted).closed()));
    }

    @Test
    void aFirstMessageBeyondTheBoundEndsTheConnection() throws Exception {
        int port = serve("example.com").directTlsPort();
        byte[] announced = {TLS_HANDSHAKE, 3, 1, 0, 4, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff}; // 16 MiB to come
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(Patience.MILLIS);
            socket.getOutputStream().write(announced);
            assertEquals(0, socket.getInputStream().readAllBytes().length);
        }
        Reason.TransportLost lost = assertInstanceOf(
                Reason.TransportLost.class, await(await(accepted).closed()));
        TransportException cause =
                assertInstanceOf(TransportException.class, lost.cause().orElseThrow());
        assertEquals(Kind.TLS, cause.kind());
    }

    @Test
    @Rule("R-488")
    void aServerThatStopsTellsNothingInClear() throws Exception {
        XmppServer both = serve("example.com");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), both.directTlsPort())) {
            socket.setSoTimeout(Patience.MILLIS);
            CompletionStage<Void> stopped = both.stop();
            assertEquals(-1, firstOctet(socket));
            socket.close();
            await(stopped);
        }
    }

    /** -1 at the end; a connection that was not accepted yet when the server stopped is reset. */
    private static int firstOctet(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException stillOpen) {
            throw stillOpen;
        } catch (SocketException reset) {
            return -1;
        }
    }

    @Test
    void aSecondPortInUseGivesTheFirstOneBack() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ClosedPort held = new ClosedPort()) {
            int port = held.number();
            XmppServer half = XmppServer.builder()
                    .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .directTls(new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort()))
                    .config(Streams.receiving(TlsPolicy.NONE))
                    .listener(there)
                    .build();
            TransportException failure = assertInstanceOf(TransportException.class, failureOf(half.start()));
            assertEquals(Kind.ADDRESS_UNAVAILABLE, failure.kind());
            assertTrue(String.valueOf(failure.getMessage()).contains(Integer.toString(taken.getLocalPort())));
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            await(half.stop());
        }
    }

    private static Kind kind(XmppClient.Builder client) {
        StreamEndedException ended = assertInstanceOf(
                StreamEndedException.class, failureOf(client.build().connect()));
        return assertInstanceOf(TransportException.class, ended.getCause()).kind();
    }
}
