package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.StartTls;

/** A peer that sends white space in clear behind the element that TLS follows. */
class WhiteSpaceBeforeTlsTest {
    private static final String SPACE = " \t\r\n\n";

    @Test
    void aServerDropsIt() throws Exception {
        Notices there = new Notices();
        XmppServer server = XmppServer.builder()
                .config(Streams.receiving(TlsPolicy.REQUIRED, new StartTls()))
                .certificate(Certificates.server(Certificates.leaf("example.com")))
                .listener(there)
                .build();
        int port = await(server.start()).port();
        try (SSLSocket socket = RawPeer.startTls(port, SPACE)) {
            RawPeer.send(socket, TestChannel.HEADER);
            RawPeer.readTo(socket.getInputStream(), "<stream:features/>");
            assertEquals(0, there.all(StreamEvent.Closed.class).size());
        }
        await(server.stop());
    }

    @Test
    void aClientDropsIt() throws Exception {
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
            try (SSLSocket socket = RawPeer.acceptTls(listening, "TLSv1.3", SPACE)) {
                RawPeer.readTo(socket.getInputStream(), "version='1.0'");
                RawPeer.send(socket, RawPeer.ANSWER + "<stream:features/>");
                assertTrue(await(connected).state().secure());
            }
        }
    }
}
