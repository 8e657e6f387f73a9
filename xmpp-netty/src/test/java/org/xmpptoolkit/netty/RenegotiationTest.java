package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.StartTls;

/** A peer that begins a second handshake on the same connection. */
class RenegotiationTest {
    @Test
    @Rule({"R-133", "R-424"})
    void aClientsSecondHandshakeEndsTheConnectionWithoutStreamError() throws Exception {
        CompletableFuture<XmppConnection> accepted = new CompletableFuture<>();
        XmppServer server = await(XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.REQUIRED, new StartTls()))
                .certificate(Certificates.server(Certificates.leaf("example.com"), "TLSv1.2"))
                .listener(new Notices().then((connection, notice) -> accepted.complete(connection)))
                .build()
                .start());
        try (SSLSocket socket = RawPeer.startTls(server.port())) {
            RawPeer.send(socket, TestChannel.HEADER);
            String header = RawPeer.readTo(socket.getInputStream(), "<stream:features");
            assertTrue(header.contains("<stream:stream"), header);

            StringBuilder rest = new StringBuilder();
            assertThrows(IOException.class, () -> {
                socket.startHandshake();
                rest.append(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            });
            assertEquals(-1, rest.indexOf("error"));
            Reason.TransportLost lost = assertInstanceOf(
                    Reason.TransportLost.class, await(await(accepted).closed()));
            TransportException cause =
                    assertInstanceOf(TransportException.class, lost.cause().orElseThrow());
            assertEquals(TransportException.Kind.TLS, cause.kind());
        }
        await(server.stop());
    }

    @Test
    @Rule({"R-133", "R-424"})
    void aServersSecondHandshakeEndsTheConnectionToo() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletionStage<XmppConnection> connected = XmppClient.builder()
                    .host("127.0.0.1")
                    .port(listening.getLocalPort())
                    .config(Streams.initiating(TlsPolicy.REQUIRED))
                    .features(List.of(new StartTls()))
                    .trust(Certificates.AUTHORITY.toTrustManagerFactory())
                    .listener(new Notices())
                    .build()
                    .connect();
            try (SSLSocket socket = RawPeer.acceptTls(listening, "TLSv1.2")) {
                RawPeer.readTo(socket.getInputStream(), ">");
                RawPeer.send(socket, RawPeer.ANSWER + "<stream:features/>");
                XmppConnection connection = await(connected);
                assertThrows(IOException.class, () -> {
                    socket.startHandshake();
                    socket.getInputStream().readAllBytes();
                });
                Reason.TransportLost lost = assertInstanceOf(Reason.TransportLost.class, await(connection.closed()));
                TransportException cause =
                        assertInstanceOf(TransportException.class, lost.cause().orElseThrow());
                assertEquals(TransportException.Kind.TLS, cause.kind());
            }
        }
    }
}
