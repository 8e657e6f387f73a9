package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.xmpptoolkit.netty.Notices.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.identity.Service;

/** One contract for streams over Netty and over sockets of the JDK: login over STARTTLS, stanzas both ways, and the end. */
class AnyTransportTest {
    private static StreamConfig receiving() {
        return Streams.receiving(TlsPolicy.REQUIRED, new StartTls(), Sasl.server(), ResourceBinding.server());
    }

    private static SSLContext context() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                Certificates.leaf("example.com").toKeyManagerFactory().getKeyManagers(),
                Certificates.AUTHORITY.toTrustManagerFactory().getTrustManagers(),
                null);
        return context;
    }

    private static SocketDriver socketClient(int port) throws Exception {
        return new SocketDriver(
                        new Socket(InetAddress.getLoopbackAddress(), port),
                        XmppStream.initiating(Streams.initiating(TlsPolicy.REQUIRED), Accounts.client()),
                        context(),
                        PeerCheck.ofServer(Streams.DOMAIN, Service.CLIENT))
                .start();
    }

    private static CompletableFuture<SocketDriver> socketServer(ServerSocket listening) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                listening.setSoTimeout(Patience.MILLIS);
                return new SocketDriver(
                                listening.accept(),
                                XmppStream.receiving(receiving()),
                                context(),
                                PeerCheck.ofClients(Optional.empty()))
                        .start();
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        });
    }

    private static ServerSocket listening() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static void assertLoggedIn(StreamState state) {
        assertEquals(Optional.of(Jid.parse("juliet@example.com/balcony")), state.bound());
        assertEquals(
                state.role() == Role.INITIATING ? TlsSession.PathTrust.VERIFIED : TlsSession.PathTrust.ABSENT,
                state.tls().orElseThrow().peerTrust());
    }

    @Test
    void aSocketClientAndASocketServer() throws Exception {
        try (ServerSocket listening = listening()) {
            CompletableFuture<SocketDriver> accepted = socketServer(listening);
            SocketDriver client = socketClient(listening.getLocalPort());
            assertLoggedIn(await(client.established));
            SocketDriver server = await(accepted);
            assertLoggedIn(await(server.established));
            client.send(Streams.message("there"));
            assertEquals("there", server.element().elements().get(0).text());
            server.send(Streams.message("and back"));
            assertEquals("and back", client.element().elements().get(0).text());
            client.close();
            assertEquals(new Reason.WeClosed(), await(client.closed));
            assertEquals(new Reason.PeerClosed(), await(server.closed));
        }
    }

    @Test
    void aSocketClientAndANettyServer() throws Exception {
        Notices there = new Notices().then(Accounts::answer);
        XmppServer server = await(XmppServer.builder()
                .config(receiving())
                .certificate(Certificates.server(Certificates.leaf("example.com")))
                .listener(there)
                .build()
                .start());
        SocketDriver client = socketClient(server.port());
        assertLoggedIn(await(client.established));
        assertLoggedIn(await(there.connection).state());
        client.send(Streams.message("there"));
        assertEquals("there", there.element().elements().get(0).text());
        await(await(there.connection).send(Streams.message("and back")));
        assertEquals("and back", client.element().elements().get(0).text());
        client.close();
        assertEquals(new Reason.WeClosed(), await(client.closed));
        assertEquals(new Reason.PeerClosed(), await(await(there.connection).closed()));
        await(server.stop());
    }

    @Test
    void aNettyClientAndASocketServer() throws Exception {
        try (ServerSocket listening = listening()) {
            CompletableFuture<SocketDriver> accepted = socketServer(listening);
            Notices here = new Notices();
            XmppConnection client = await(XmppClient.builder()
                    .host("127.0.0.1")
                    .port(listening.getLocalPort())
                    .config(Streams.initiating(TlsPolicy.REQUIRED))
                    .features(Accounts.client())
                    .trust(Certificates.AUTHORITY.toTrustManagerFactory())
                    .listener(here)
                    .build()
                    .connect());
            assertLoggedIn(client.state());
            SocketDriver server = await(accepted);
            assertLoggedIn(await(server.established));
            await(client.send(Streams.message("there")));
            assertEquals("there", server.element().elements().get(0).text());
            server.send(Streams.message("and back"));
            assertEquals("and back", here.element().elements().get(0).text());
            server.close();
            assertEquals(new Reason.WeClosed(), await(server.closed));
            assertEquals(new Reason.PeerClosed(), await(client.closed()));
        }
    }
}
