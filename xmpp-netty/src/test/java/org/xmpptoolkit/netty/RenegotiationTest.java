package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.StartTls;

/** A client that begins a second handshake on the same connection. */
class RenegotiationTest {
    private static final int PATIENCE_MILLIS = 10_000;

    @Test
    @Rule("R-133")
    void aSecondHandshakeEndsTheConnectionWithoutStreamError() throws Exception {
        CompletableFuture<XmppConnection> accepted = new CompletableFuture<>();
        XmppServer server = await(XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.REQUIRED, new StartTls()))
                .certificate(Certificates.server(Certificates.leaf("example.com"), "TLSv1.2"))
                .listener(new Notices().then((connection, notice) -> accepted.complete(connection)))
                .build()
                .start());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, Certificates.AUTHORITY.toTrustManagerFactory().getTrustManagers(), null);
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            plain.setSoTimeout(PATIENCE_MILLIS);
            send(plain, TestChannel.HEADER);
            readTo(plain.getInputStream(), "</stream:features>");
            send(plain, "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
            readTo(plain.getInputStream(), "/>");
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, "example.com", server.port(), true);
            socket.startHandshake();
            send(socket, TestChannel.HEADER);
            String header = readTo(socket.getInputStream(), "<stream:features");
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

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static String readTo(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("ended behind " + text);
            }
            text.append((char) octet);
        }
        return text.toString();
    }
}
