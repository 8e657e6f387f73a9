package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.StartTls;

/** The listener hears of the end before the peer can see it, so that what either does next finds the other ready. */
class EndOrderTest extends InMemoryWebSocket {
    private int ends;

    /** Looks at what the peer can see when the listener hears of the end, and then does something more. */
    private void atTheEnd(Runnable action) {
        notices.then((connection, notice) -> {
            if (notice instanceof StreamEvent.Closed) {
                ends++;
                assertEquals(List.of(), List.copyOf(channel.outboundMessages()));
                assertFalse(channel.isOutputShutdown());
                assertTrue(channel.isOpen());
                action.run();
            }
        });
    }

    private void assertEndedOnce() {
        assertEquals(1, ends);
        assertEquals(List.of(), notices.failures);
    }

    // TCP

    @Test
    @Rule("R-032")
    void ofAStreamThatThePeerCloses() {
        established();
        atTheEnd(() -> {});
        channel.receive(CLOSE);
        assertEndedOnce();
        assertEquals(CLOSE, channel.sent());
        assertTrue(channel.isOutputShutdown());
        assertTrue(channel.isOpen());
    }

    @Test
    void ofAStreamThatEndsWithAnError() {
        StreamDriver driver = established();
        atTheEnd(() -> {});
        driver.connection().fail(StreamError.of(StreamErrorCondition.CONFLICT));
        assertEndedOnce();
        assertTrue(channel.sent().endsWith("</stream:error>" + CLOSE));
        assertTrue(channel.isOutputShutdown());
    }

    @Test
    void ofAConnectionWithoutTheTlsThatWasToCome() {
        receiving(
                Streams.receiving(TlsPolicy.REQUIRED, new StartTls()), TlsHandlers.server(domain -> Optional.empty()));
        channel.receive(TestChannel.HEADER);
        channel.sent();
        notices.then((connection, notice) -> {
            if (notice instanceof StreamEvent.Closed) {
                ends++;
                assertTrue(channel.isOpen());
            }
        });
        channel.receive(STARTTLS);
        assertEndedOnce();
        assertEquals(PROCEED, channel.sent());
        assertEquals(Kind.CERTIFICATE_MISSING, lostBy());
        assertFalse(channel.isOpen());
    }

    @Test
    void whateverTheListenerCallsThen() {
        StreamDriver driver = established();
        atTheEnd(() -> {
            driver.connection().send(Streams.message("late"));
            driver.connection().close();
            driver.connection().fail(StreamError.of(StreamErrorCondition.RESET));
        });
        channel.receive(CLOSE);
        assertEndedOnce();
        assertEquals(CLOSE, channel.sent());
        assertTrue(channel.isOutputShutdown());
    }

    @Test
    void aListenerThatThrowsThenDoesNotKeepTheConnection() {
        IllegalArgumentException fault = new IllegalArgumentException("bug");
        established();
        atTheEnd(() -> {
            throw fault;
        });
        channel.receive(CLOSE);
        assertEquals(1, ends);
        assertEquals(List.of(fault), notices.failures);
        assertEquals(CLOSE, channel.sent());
        assertTrue(channel.isOutputShutdown());
        channel.receiveEnd();
        assertFalse(channel.isOpen());
    }

    @Test
    void ofATransportWithoutHalves() {
        EmbeddedChannel whole = new EmbeddedChannel();
        StreamDriver driver = new StreamDriver(whole, XmppStream.receiving(Streams.receiving(TlsPolicy.NONE)), setup());
        whole.pipeline().addLast(new StreamHandler(driver));
        notices.then((connection, notice) -> {
            if (notice instanceof StreamEvent.Closed) {
                ends++;
                assertTrue(whole.isOpen());
            }
        });
        whole.writeInbound(Unpooled.copiedBuffer(TestChannel.HEADER + CLOSE, StandardCharsets.UTF_8));
        assertEndedOnce();
        assertFalse(whole.isOpen());
        assertEquals(
                Optional.of(new Reason.PeerClosed()),
                Optional.ofNullable(driver.closed().toCompletableFuture().getNow(null)));
    }

    // WebSocket

    @Test
    @Rule("R-513")
    void ofAWebSocketThatWeClose() {
        StreamDriver driver = establishedWebSocket();
        driver.connection().close();
        assertEquals(List.of("text " + CLOSE_MESSAGE), read());
        atTheEnd(() -> {});
        receive(client.text(CLOSE_MESSAGE));
        assertEndedOnce();
        assertEquals(List.of("close 1000"), read());
    }

    @Test
    @Rule("R-513")
    void ofAWebSocketThatThePeerCloses() {
        establishedWebSocket();
        atTheEnd(() -> {});
        receive(client.text(CLOSE_MESSAGE));
        assertEquals(0, ends);
        assertEquals(List.of("text " + CLOSE_MESSAGE), read());
        receive(client.close(1001));
        assertEndedOnce();
        assertEquals(List.of("close 1001"), read());
        assertTrue(channel.isOutputShutdown());
        assertTrue(channel.isOpen());
    }

    @Test
    void ofAWebSocketThatFails() {
        establishedWebSocket();
        atTheEnd(() -> {});
        receive(client.binary(CLIENT_MESSAGE));
        assertEndedOnce();
        assertEquals(List.of("close 1003"), read());
        assertTrue(channel.isOutputShutdown());
        assertTrue(channel.isOpen());
    }

    @Test
    void ofAWebSocketWithAMessageBeyondTheLimit() {
        establishedWebSocket();
        atTheEnd(() -> {});
        receive(client.text("<message xmlns='jabber:client'>" + " ".repeat(OCTETS) + "</message>"));
        assertEndedOnce();
        assertEquals("close 1009", read().get(2));
        assertTrue(channel.isOutputShutdown());
    }
}
