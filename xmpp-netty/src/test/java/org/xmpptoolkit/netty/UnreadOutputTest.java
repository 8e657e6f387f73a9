package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.netty.Notices.await;
import static org.xmpptoolkit.netty.Notices.failureOf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.StartTls;

/** Many stanzas for a peer that does not read, over real TCP: the first connection floods the second, a third works on. */
class UnreadOutputTest {
    private static final int BODY = 50_000;
    private static final int BOUND = 1 << 20;
    private static final long MOST = 200L << 20;
    private static final Deadlines DEADLINES =
            Deadlines.builder().closing(Duration.ofMillis(200)).build();
    private final CompletableFuture<XmppConnection> slow = new CompletableFuture<>();

    private final CompletableFuture<StreamEvent.Closed> slowClosed = new CompletableFuture<>();

    /** The first that is there is the slow one: its stanzas go nowhere, and those of others go to it or back. */
    private void route(XmppConnection from, StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.Established) {
            slow.complete(from);
        } else if (notice instanceof StreamEvent.ElementReceived received) {
            boolean flood = received.element().elements().get(0).text().length() == BODY;
            (flood ? slow.join() : from).send(received.element());
        } else if (notice instanceof StreamEvent.Closed closed && from == slow.join()) {
            slowClosed.complete(closed);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPeerThatDoesNotReadIsEndedAndNobodyElse(boolean tls) throws Exception {
        XmppServer server = await(XmppServer.builder()
                .config(tls ? Streams.receiving(TlsPolicy.REQUIRED, new StartTls()) : Streams.receiving(TlsPolicy.NONE))
                .certificate(Certificates.server(Certificates.leaf("example.com")))
                .listener(new Notices().then(this::route))
                .deadlines(DEADLINES)
                .outputOctets(BOUND)
                .build()
                .start());
        try (Socket unread = tls ? openTls(server.port()) : open(server.port())) {
            XmppConnection peer = await(slow);
            Notices here = new Notices();
            XmppConnection flooder = connect(server, new Notices(), tls);
            XmppConnection third = connect(server, here, tls);

            long sent = 0;
            while (sent < MOST && !slowClosed.isDone()) {
                await(flooder.send(Streams.message("x".repeat(BODY))));
                sent += BODY;
            }
            Reason.ErrorSent reason =
                    assertInstanceOf(Reason.ErrorSent.class, await(slowClosed).reason());
            assertEquals(
                    StreamErrorCondition.RESOURCE_CONSTRAINT, reason.error().condition());
            CompletionStage<Void> late = peer.send(Streams.message("late"));
            assertInstanceOf(IllegalStateException.class, failureOf(late));
            await(peer.closed());

            await(third.send(Streams.message("still here")));
            assertEquals("still here", here.element().elements().get(0).text());
            await(flooder.send(Streams.message("me too")));
            assertEquals(2, server.connections().size());
            assertTrue(unread.isConnected());
        }
        await(server.stop());
    }

    private static XmppConnection connect(XmppServer server, XmppListener listener, boolean tls) throws Exception {
        return await(XmppClient.builder()
                .host("127.0.0.1")
                .port(server.port())
                .config(Streams.initiating(tls ? TlsPolicy.REQUIRED : TlsPolicy.NONE))
                .features(tls ? List.of(new StartTls()) : List.of())
                .trust(Certificates.AUTHORITY.toTrustManagerFactory())
                .listener(listener)
                .build()
                .connect());
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        RawPeer.send(socket, TestChannel.HEADER);
        return socket;
    }

    private static Socket openTls(int port) throws Exception {
        SSLSocket socket = RawPeer.startTls(port);
        RawPeer.send(socket, TestChannel.HEADER);
        return socket;
    }
}
