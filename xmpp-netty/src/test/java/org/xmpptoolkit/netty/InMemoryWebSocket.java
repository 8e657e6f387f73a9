package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.framing.MessageFraming;

/** A server's side of a WebSocket over a connection in memory, from the request on. */
abstract class InMemoryWebSocket extends InMemoryDriver {
    /** RFC 6455 section 1.2, with the subprotocol of RFC 7395 section 3.1. */
    static final String REQUEST = request("/xmpp-websocket");

    static final String OPEN = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='example.com' version='1.0'/>";
    static final String CLOSE_MESSAGE = "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>";
    static final String CLIENT_MESSAGE = "<message xmlns='jabber:client'><body>hello</body></message>";
    static final int OCTETS = 12_000;

    final WebSocketFrames client = new WebSocketFrames(true);

    @Nullable
    StreamDriver driver;

    static String request(String path, String... more) {
        return "GET " + path
                + " HTTP/1.1\r\nHost: example.com:5280\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: chat, xmpp\r\n"
                + "Sec-WebSocket-Version: 13\r\n" + String.join("", more) + "\r\n";
    }

    static StreamConfig receiving(StreamConfig config) {
        return config.toBuilder()
                .framing(new MessageFraming())
                .limits(StreamLimits.builder().elementOctets(OCTETS).build())
                .ids(() -> "an id")
                .askComputations(true)
                .build();
    }

    DriverSetup setup() {
        return new DriverSetup(
                notices,
                DEADLINES,
                TlsHandlers.server(domain -> Optional.empty()),
                PeerCheck.ofClients(Optional.empty()),
                new Computations(work::add),
                OUTPUT,
                Optional.empty());
    }

    /** A connection on which nothing was said yet. */
    void visit(WebSocketOptions options) {
        channel.freezeTime();
        HttpGate.install(channel, options, false, DEADLINES, OCTETS, transport -> {
            StreamDriver made = new StreamDriver(
                    channel, XmppStream.receiving(receiving(Streams.receiving(TlsPolicy.NONE))), setup(), transport);
            driver = made;
            return made;
        });
    }

    /** A WebSocket, over which nothing was said yet. */
    void upgrade() {
        visit(WebSocketOptions.DEFAULT);
        channel.receive(REQUEST);
        String answer = channel.sent();
        assertTrue(answer.startsWith("HTTP/1.1 101 "), answer);
    }

    /** An established stream over a WebSocket. */
    StreamDriver establishedWebSocket() {
        upgrade();
        channel.receive(client.text(OPEN));
        List<String> frames = read();
        assertEquals(2, frames.size(), frames.toString());
        assertEquals(1, notices.all(StreamEvent.Established.class).size());
        return driver();
    }

    StreamDriver driver() {
        return Objects.requireNonNull(driver);
    }

    List<String> read() {
        return client.read(channel);
    }

    /** Octets in one packet. */
    void receive(byte[]... frames) {
        int length = 0;
        for (byte[] frame : frames) {
            length += frame.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] frame : frames) {
            all.put(frame);
        }
        channel.receive(all.array());
    }
}
