package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;
import static org.xmpptoolkit.netty.Notices.failureOf;

import io.netty.channel.EventLoopGroup;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.lookup.HostMeta;

/** Finding WebSockets by host-meta (XEP-0156): fetching it over HTTPS, and what a client makes of it. */
class HostMetaClientTest {
    private final List<URI> asked = new CopyOnWriteArrayList<>();
    private @Nullable XmppServer server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            await(server.stop());
        }
    }

    private XmppServer serve(String certified) throws Exception {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        XmppServer built = XmppServer.builder()
                .webSocket(anywhere)
                .webSocketTls(anywhere)
                .config(Streams.receiving(TlsPolicy.NONE))
                .certificate(Certificates.server(Certificates.leaf(certified)))
                .listener(new Notices())
                .build();
        server = built;
        return await(built.start());
    }

    private static URI wss(XmppServer server) {
        return URI.create("wss://localhost:" + server.webSocketTlsPort() + "/xmpp-websocket");
    }

    // Fetching

    private static URI hostMeta(XmppServer started) {
        return URI.create("https://localhost:" + started.webSocketTlsPort() + "/.well-known/host-meta");
    }

    private static HostMeta fetch(URI document, X509Bundle authority) throws Exception {
        EventLoopGroup loops = Loops.create(1);
        try {
            return await(new HostMetaClient(
                            loops.next(),
                            new HostLookup(null),
                            TlsHandlers.client(TlsHandlers.clientContext(authority.toTrustManagerFactory(), null)),
                            Patience.TIME)
                    .fetch(document));
        } finally {
            Loops.end(loops);
        }
    }

    @Test
    @Rule("R-516")
    void hostMetaIsFetchedOverHttps() throws Exception {
        XmppServer started = serve("localhost");
        assertEquals(
                new HostMeta.Found(List.of(
                        new HostMeta.Link(HostMeta.WEB_SOCKET, wss(started).toString()))),
                fetch(hostMeta(started), Certificates.AUTHORITY));
    }

    @Test
    @Rule("R-516")
    void hostMetaCountsOnlyWithATrustedCertificateForTheDomain() throws Exception {
        XmppServer started = serve("localhost");
        assertFailed("not trusted", fetch(hostMeta(started), Certificates.authority("CN=Another")));
        await(started.stop());
        XmppServer other = serve("example.com");
        assertFailed("another name", fetch(hostMeta(other), Certificates.AUTHORITY));
        URI inClear = URI.create("http://localhost:" + other.webSocketPort() + "/.well-known/host-meta");
        assertFailed("not of https", fetch(inClear, Certificates.AUTHORITY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 404 Not Found~Content-Length: 0~~|404",
                "HTTP/1.1 302 Found~Location: http://localhost/~~|not of https",
                "HTTP/1.1 302 Found~Location: ://~~|no URI",
                "HTTP/1.1 302 Found~~|302",
                "HTTP/1.1 200 OK~Content-Length: 65537~~|",
                "HTTP/1.1 200 OK~Content-Length: 3~~<X>|cannot be read",
                "HTTP/1.1 200 OK~Content-Length: 5~~<X>|ended before an answer",
                "nonsense~~|no response of HTTP/1.1"
            })
    void whatIsNoHostMetaIsTold(String answer, @Nullable String words) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(Certificates.leaf("localhost").toKeyManagerFactory().getKeyManagers(), null, null);
        try (SSLServerSocket listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setSoTimeout(Patience.MILLIS);
            CompletableFuture<HostMeta> fetched = new CompletableFuture<>();
            URI uri = URI.create("https://localhost:" + listening.getLocalPort() + "/.well-known/host-meta");
            Thread client = new Thread(() -> {
                try {
                    fetched.complete(fetch(uri, Certificates.AUTHORITY));
                } catch (Exception failure) {
                    fetched.completeExceptionally(failure);
                }
            });
            client.start();
            try (SSLSocket socket = (SSLSocket) listening.accept()) {
                socket.setSoTimeout(Patience.MILLIS);
                String request = RawPeer.readTo(socket.getInputStream(), "\r\n\r\n");
                assertTrue(request.startsWith("GET /.well-known/host-meta HTTP/1.1\r\n"), request);
                RawPeer.send(socket, answer.replace("~", "\r\n"));
            }
            assertFailed(words == null ? "" : words, await(fetched));
            client.join();
        }
    }

    private static void assertFailed(String words, HostMeta answer) {
        HostMeta.Failed failed = assertInstanceOf(HostMeta.Failed.class, answer);
        assertTrue(failed.cause().contains(words), failed.cause());
    }

    // Connecting

    private XmppClient.Builder client(WebSocketDiscovery discovery, HostMeta... answers) {
        Queue<HostMeta> left = new ArrayDeque<>(List.of(answers));
        return XmppClient.builder()
                .webSocketDiscovery(discovery)
                .hostMeta(document -> {
                    asked.add(document);
                    @Nullable HostMeta answer = left.poll();
                    if (answer == null) {
                        throw new IllegalStateException("nobody is there");
                    }
                    return CompletableFuture.completedStage(answer);
                })
                .config(Streams.initiating(TlsPolicy.REQUIRED))
                .trust(Certificates.AUTHORITY.toTrustManagerFactory())
                .listener(new Notices());
    }

    private static HostMeta naming(Object... uris) {
        return new HostMeta.Found(List.of(uris).stream()
                .map(uri -> new HostMeta.Link(HostMeta.WEB_SOCKET, uri.toString()))
                .toList());
    }

    private static TransportException failure(XmppClient.Builder client) {
        StreamEndedException ended = assertInstanceOf(
                StreamEndedException.class, failureOf(client.build().connect()));
        return assertInstanceOf(TransportException.class, ended.getCause());
    }

    @Test
    @Rule("R-516")
    void connectsToTheWebSocketThatTheDomainNames() throws Exception {
        XmppServer started = serve("localhost");
        URI inClear = URI.create("ws://localhost:" + started.webSocketPort() + "/xmpp-websocket");
        XmppConnection connection = await(client(WebSocketDiscovery.ONLY, naming(inClear, wss(started)))
                .build()
                .connect());
        assertTrue(connection.state().secure());
        assertEquals(List.of(URI.create("https://example.com/.well-known/host-meta")), asked);
    }

    @Test
    void triesTheOthersWhereOneDoesNotAnswer() throws Exception {
        try (ClosedPort closed = new ClosedPort()) {
            URI gone = URI.create("wss://localhost:" + closed.number() + "/");
            await(client(WebSocketDiscovery.ONLY, naming(gone, wss(serve("localhost")), gone + "x"))
                    .build()
                    .connect());
        }
    }

    @Test
    @Rule("R-516")
    void saysWhereNoneIsNamed() {
        TransportException none =
                failure(client(WebSocketDiscovery.ONLY, naming("ws://localhost/", "https://localhost/")));
        assertEquals(Kind.NO_SERVICE, none.kind());
        assertTrue(Notices.message(none).contains("names none of wss"), Notices.message(none));
        TransportException nobody = failure(client(WebSocketDiscovery.ONLY));
        assertTrue(Notices.message(nobody).contains("nobody is there"), Notices.message(nobody));
    }

    @Test
    void hostMetaIsAskedOnlyWhereTcpLeadsNowhere() throws Exception {
        XmppServer started = serve("localhost");
        try (ClosedPort closed = new ClosedPort()) {
            await(client(WebSocketDiscovery.FALLBACK, naming(wss(started)))
                    .host("127.0.0.1")
                    .port(closed.number())
                    .build()
                    .connect());
            assertEquals(1, asked.size());
            await(client(WebSocketDiscovery.FALLBACK)
                    .host("127.0.0.1")
                    .port(started.port())
                    .config(Streams.initiating(TlsPolicy.NONE))
                    .build()
                    .connect());
            assertEquals(1, asked.size());
            XmppClient.Builder never =
                    client(WebSocketDiscovery.NEVER).host("127.0.0.1").port(closed.number());
            assertEquals(Kind.REFUSED, failure(never).kind());
            assertEquals(1, asked.size());
            XmppClient.Builder neither = client(WebSocketDiscovery.FALLBACK, naming())
                    .host("127.0.0.1")
                    .port(closed.number());
            assertEquals(Kind.REFUSED, failure(neither).kind(), "the first destination tells more");
        }
    }
}
