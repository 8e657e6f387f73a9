package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;
import static org.xmpptoolkit.netty.Notices.failureOf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.Redirects;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.lookup.Backoff;

/** Streams over WebSocket between our own client and server, over real TCP (RFC 7395). */
class WebSocketLoopbackTest {
    private final Notices here = new Notices();
    private final Notices there = new Notices();
    private @Nullable XmppServer server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            await(server.stop());
        }
    }

    private XmppServer serve(StreamConfig config, String... certified) throws Exception {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        XmppServer.Builder builder = XmppServer.builder()
                .webSocket(anywhere)
                .webSocketTls(anywhere)
                .config(config)
                .listener(there);
        if (certified.length > 0) {
            builder.certificate(Certificates.server(Certificates.leaf(certified[0])));
        }
        XmppServer built = builder.build();
        server = built;
        return await(built.start());
    }

    private XmppServer serve() throws Exception {
        return serve(Streams.receiving(TlsPolicy.REQUIRED, new StartTls()), "localhost");
    }

    private static URI ws(XmppServer server) {
        return URI.create("ws://localhost:" + server.webSocketPort() + "/xmpp-websocket");
    }

    private static URI wss(XmppServer server) {
        return URI.create("wss://localhost:" + server.webSocketTlsPort() + "/xmpp-websocket");
    }

    private XmppClient.Builder client(URI uri, TlsPolicy policy) {
        return XmppClient.builder()
                .webSocket(uri)
                .config(Streams.initiating(policy))
                .features(List.of(new StartTls()))
                .trust(Certificates.AUTHORITY.toTrustManagerFactory())
                .listener(here);
    }

    @Test
    @Rule("R-331")
    void stanzasGoBothWaysAndTheStreamCloses() throws Exception {
        XmppConnection client =
                await(client(ws(serve()), TlsPolicy.NONE).build().connect());
        XmppConnection peer = await(there.connection);
        await(client.send(Streams.message("there, na\u00efvely \ud83d\ude80")));
        assertEquals(
                "there, na\u00efvely \ud83d\ude80",
                there.element().elements().get(0).text());
        await(peer.send(Streams.message("and back")));
        assertEquals("and back", here.element().elements().get(0).text());
        assertEquals(new Reason.WeClosed(), await(client.close()));
        assertEquals(new Reason.PeerClosed(), await(peer.closed()));
    }

    @Test
    @Rule("R-515")
    void tlsIsThatOfTheWebSocket() throws Exception {
        XmppConnection client =
                await(client(wss(serve()), TlsPolicy.REQUIRED).build().connect());
        XmppConnection peer = await(there.connection);
        assertEquals(
                TlsSession.PathTrust.VERIFIED,
                client.state().tls().orElseThrow().peerTrust());
        assertEquals(Optional.of("localhost"), peer.state().tls().orElseThrow().serverName());
        assertEquals(List.of(), here.all(StreamEvent.FeatureNegotiated.class));
        assertEquals(new Reason.WeClosed(), await(peer.close()));
        assertEquals(new Reason.PeerClosed(), await(client.closed()));
    }

    @Test
    void aLoginIsAsOverTcp() throws Exception {
        there.then(Accounts::answer);
        XmppServer started = serve(
                Streams.receiving(TlsPolicy.REQUIRED, new StartTls(), Sasl.server(), ResourceBinding.server()),
                "localhost");
        XmppConnection client = await(client(wss(started), TlsPolicy.REQUIRED)
                .features(Accounts.client())
                .build()
                .connect());
        assertEquals(
                Optional.of(Jid.parse("juliet@example.com/balcony")),
                client.state().bound());
    }

    // Whom the certificate has to name

    @Test
    @Rule("R-515")
    void theCertificateIsForTheHostOfTheUri() throws Exception {
        XmppServer started = serve(Streams.receiving(TlsPolicy.NONE), "example.com");
        assertEquals(Kind.CERTIFICATE_NAME, kind(client(wss(started), TlsPolicy.REQUIRED)));
        assertEquals(
                Kind.CERTIFICATE_UNTRUSTED,
                kind(client(wss(started), TlsPolicy.REQUIRED)
                        .trust(Certificates.authority("CN=Another").toTrustManagerFactory())));
        assertEquals(List.of(), there.all(StreamEvent.HeaderReceived.class));
    }

    @Test
    void anAddressIsNamedAsSuch() throws Exception {
        XmppServer built = XmppServer.builder()
                .webSocketTls(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .config(Streams.receiving(TlsPolicy.NONE))
                .certificate(Certificates.server(
                        Certificates.leaf().addSanIpAddress("127.0.0.1").buildIssuedBy(Certificates.AUTHORITY)))
                .listener(there)
                .build();
        server = built;
        int port = await(built.start()).webSocketTlsPort();
        await(client(URI.create("wss://127.0.0.1:" + port + "/xmpp-websocket"), TlsPolicy.REQUIRED)
                .build()
                .connect());
        assertEquals(Kind.CERTIFICATE_NAME, kind(client(wss(built), TlsPolicy.REQUIRED)));
    }

    private static Kind kind(XmppClient.Builder client) {
        StreamEndedException ended = assertInstanceOf(
                StreamEndedException.class, failureOf(client.build().connect()));
        return assertInstanceOf(TransportException.class, ended.getCause()).kind();
    }

    @Test
    void tlsSaysThatItCarriesHttp() throws Exception {
        int port = serve().webSocketTlsPort();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, Certificates.AUTHORITY.toTrustManagerFactory().getTrustManagers(), null);
        for (String protocol : List.of("http/1.1", "xmpp-client")) {
            try (SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(Patience.MILLIS);
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setApplicationProtocols(new String[] {"h2", protocol});
                socket.setSSLParameters(parameters);
                if (protocol.equals("http/1.1")) {
                    socket.startHandshake();
                    assertEquals(protocol, socket.getApplicationProtocol());
                } else {
                    assertThrows(SSLException.class, socket::startHandshake);
                }
            }
        }
    }

    // Redirects

    @Test
    @Rule("R-338")
    void aRedirectIntoTheClearIsNotToBeFollowed() throws Exception {
        XmppConnection client =
                await(client(wss(serve()), TlsPolicy.REQUIRED).build().connect());
        XmppConnection peer = await(there.connection);
        assertInstanceOf(
                IllegalArgumentException.class, failureOf(peer.redirect(URI.create("ws://localhost/elsewhere"))));
        URI target = URI.create("wss://localhost/elsewhere");
        assertEquals(new Reason.WeClosed(), await(peer.redirect(target)));
        assertEquals(new Reason.PeerClosed(), await(client.closed()));
        assertEquals(List.of(new StreamEvent.RedirectedToUri(target)), here.all(StreamEvent.RedirectedToUri.class));
        assertTrue(Redirects.NONE.follow(target, client.state().secure()).isPresent());
        assertEquals(
                Optional.empty(),
                Redirects.NONE.follow(
                        URI.create("ws://localhost/elsewhere"), client.state().secure()));
    }

    // What is as over TCP

    @Test
    void aServerThatStopsTellsItsStreamsAndLeavesItsVisitors() throws Exception {
        XmppServer started = serve();
        XmppConnection client =
                await(client(ws(started), TlsPolicy.NONE).build().connect());
        try (Socket visitor = new Socket(InetAddress.getLoopbackAddress(), started.webSocketPort())) {
            visitor.setSoTimeout(Patience.MILLIS);
            RawPeer.send(visitor, "GET /.well-known/host-meta HTTP/1.1\r\nHost: localhost\r\n\r\n");
            RawPeer.readTo(visitor.getInputStream(), "</XRD>"); // so the next one was accepted, too
        }
        try (Socket visitor = new Socket(InetAddress.getLoopbackAddress(), started.webSocketPort())) {
            visitor.setSoTimeout(Patience.MILLIS);
            RawPeer.send(visitor, "GET ");
            await(started.stop());
            assertThrows(IOException.class, () -> RawPeer.readTo(visitor.getInputStream(), "HTTP"));
        }
        Reason.ErrorReceived received = assertInstanceOf(Reason.ErrorReceived.class, await(client.closed()));
        assertEquals(StreamErrorCondition.SYSTEM_SHUTDOWN, received.error().condition());
    }

    @Test
    void manyAndLargeStanzasArrive() throws Exception {
        XmppConnection client =
                await(client(ws(serve()), TlsPolicy.NONE).build().connect());
        String large = "a".repeat(60_000);
        for (int i = 0; i < 20; i++) {
            await(client.send(Streams.message(i + large)));
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(i + large, there.element().elements().get(0).text());
        }
    }

    @Test
    void theWireLogShowsMessagesAndNoSecrets() throws Exception {
        StringBuffer sent = new StringBuffer();
        there.then(Accounts::answer);
        XmppServer started =
                serve(Streams.receiving(TlsPolicy.REQUIRED, Sasl.server(), ResourceBinding.server()), "localhost");
        XmppConnection client = await(client(wss(started), TlsPolicy.REQUIRED)
                .features(Accounts.client())
                .wireLog((connection, direction, text) -> {
                    if (direction == WireLog.Direction.SENT) {
                        sent.append(text);
                    }
                })
                .build()
                .connect());
        await(client.send(Streams.message("hello there")));
        await(client.close());
        String all = sent.toString();
        assertTrue(
                all.startsWith("<open ") && all.endsWith("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>"), all);
        assertTrue(all.contains("[secret]</auth>") && all.contains("hello there"), all);
    }

    @Test
    void aReconnectorConnectsAgain() throws Exception {
        XmppServer started = serve();
        XmppClient client = client(ws(started), TlsPolicy.NONE).build();
        BlockingQueue<XmppConnection> connections = new LinkedBlockingQueue<>();
        there.then((connection, notice) -> {
            if (notice instanceof StreamEvent.Established) {
                connections.add(connection);
            }
        });
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        Reconnector reconnector = Reconnector.builder(client::connect, clock)
                .backoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 0))
                .build()
                .start();
        for (int i = 0; i < 3; i++) {
            XmppConnection peer = Optional.ofNullable(connections.poll(Patience.MILLIS, TimeUnit.MILLISECONDS))
                    .orElseThrow();
            peer.fail(StreamError.of(StreamErrorCondition.RESET));
        }
        reconnector.stop();
        clock.shutdownNow();
    }
}
