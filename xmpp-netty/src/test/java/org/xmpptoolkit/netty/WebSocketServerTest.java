package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;

/** A server's WebSocket over a connection in memory (RFC 7395, RFC 6455): messages, pings, faults, and the end. */
class WebSocketServerTest extends InMemoryWebSocket {
    private List<StreamEvent.ElementReceived> elements() {
        return notices.all(StreamEvent.ElementReceived.class);
    }

    // Messages

    @Test
    @Rule("R-331")
    void eachMessageIsOneTextFrame() {
        upgrade();
        channel.receive(client.text(OPEN));
        List<String> frames = read();
        assertEquals(2, frames.size());
        assertTrue(frames.get(0).startsWith("text <open "), frames.get(0));
        assertTrue(frames.get(1).startsWith("text <stream:features"), frames.get(1));
        driver().connection().send(Streams.message("one"), Streams.message("two"));
        frames = read();
        assertEquals(2, frames.size());
        assertTrue(frames.stream().allMatch(frame -> frame.startsWith("text <message")), frames.toString());
    }

    @Test
    void framesOfOnePacketAreTakenInOrder() {
        establishedWebSocket();
        receive(client.text(CLIENT_MESSAGE), client.text(CLIENT_MESSAGE), client.text(CLOSE_MESSAGE));
        assertEquals(2, elements().size());
        assertEquals(List.of("text " + CLOSE_MESSAGE), read());
    }

    @Test
    void aFrameMayComeOctetByOctet() {
        establishedWebSocket();
        for (byte octet : client.text(CLIENT_MESSAGE)) {
            channel.receive(new byte[] {octet});
        }
        assertEquals(1, elements().size());
    }

    @Test
    void fragmentsAreJoinedAlsoWithPingsAndEmptyOnesBetween() {
        establishedWebSocket();
        int half = CLIENT_MESSAGE.length() / 2;
        receive(
                client.part(true, false, CLIENT_MESSAGE.substring(0, half)),
                client.ping("1"),
                client.part(false, false, ""),
                client.part(false, false, CLIENT_MESSAGE.substring(half)),
                client.part(false, true, ""));
        assertEquals(1, elements().size());
        assertEquals(List.of("pong 1"), read());
    }

    @Test
    void aCharacterMayBeCutByFragments() {
        establishedWebSocket();
        receive(
                client.part(true, false, "<message xmlns='jabber:client'><body>"),
                client.part(false, false, (byte) 0xc3),
                client.part(false, false, (byte) 0xa4),
                client.part(false, true, "</body></message>"));
        assertEquals("\u00e4", elements().get(0).element().elements().get(0).text());
    }

    @Test
    void whatComesBehindTheRequestIsTakenBehindTheAnswer() {
        visit(WebSocketOptions.DEFAULT);
        receive(REQUEST.getBytes(StandardCharsets.US_ASCII), client.text(OPEN));
        ByteBuf answer = channel.readOutbound();
        String text = answer.toString(StandardCharsets.US_ASCII);
        answer.release();
        assertTrue(text.startsWith("HTTP/1.1 101 ") && text.endsWith("\r\n\r\n"), text);
        assertTrue(read().get(0).startsWith("text <open "));
    }

    // Faults

    @Test
    @Rule("R-331")
    void aBinaryMessageFailsTheWebSocket() {
        establishedWebSocket();
        receive(client.text(CLIENT_MESSAGE), client.binary(CLIENT_MESSAGE), client.text(CLIENT_MESSAGE));
        assertEquals(List.of("close 1003"), read());
        assertFailed();
    }

    @Test
    @Rule("R-331")
    void textThatIsNotUtf8FailsTheWebSocket() {
        establishedWebSocket();
        receive(
                client.text(CLIENT_MESSAGE),
                client.part(true, false, "<message xmlns='jabber:client'><body>"),
                client.part(false, false, (byte) 0xc3),
                client.part(false, true, (byte) '('),
                client.text(CLIENT_MESSAGE));
        assertEquals(List.of("close 1007"), read());
        assertFailed();
    }

    @Test
    void aFrameOfAClientIsMasked() {
        establishedWebSocket();
        receive(
                client.text(CLIENT_MESSAGE),
                new WebSocketFrames(false).text(CLIENT_MESSAGE),
                client.text(CLIENT_MESSAGE));
        assertEquals(List.of("close 1002"), read());
        assertFailed();
    }

    /** What came before is delivered, what comes behind is not, and the output ends. */
    private void assertFailed() {
        assertEquals(1, elements().size());
        assertEquals(Kind.WEBSOCKET, lostBy());
        assertTrue(channel.isOutputShutdown());
        receive(client.text(CLIENT_MESSAGE), client.ping(""), client.close());
        assertEquals(List.of(), read());
        channel.receiveEnd();
        assertFalse(channel.isOpen());
    }

    @Test
    void aMessageBeyondTheLimitIsAPolicyViolation() {
        establishedWebSocket();
        receive(
                client.text(CLIENT_MESSAGE),
                client.text("<message xmlns='jabber:client'>" + " ".repeat(OCTETS) + "</message>"),
                client.text(CLIENT_MESSAGE));
        assertOverlong();
    }

    @Test
    void fragmentsBeyondTheLimitAreAPolicyViolation() {
        establishedWebSocket();
        receive(client.text(CLIENT_MESSAGE), client.part(true, false, "<message xmlns='jabber:client'>"));
        byte[] more = client.part(false, false, " ".repeat(OCTETS / 3));
        receive(more, more, more, client.text(CLIENT_MESSAGE));
        assertOverlong();
    }

    private void assertOverlong() {
        List<String> frames = read();
        assertEquals(3, frames.size(), frames.toString());
        assertTrue(frames.get(0).contains("<policy-violation"), frames.get(0));
        assertEquals(List.of("text " + CLOSE_MESSAGE, "close 1009"), frames.subList(1, 3));
        assertEquals(1, elements().size());
        assertEquals(StreamErrorCondition.POLICY_VIOLATION, errorSent());
        assertTrue(channel.isOutputShutdown());
    }

    @Test
    void aFirstMessageBeyondTheLimitIsAnsweredWithAHeader() {
        upgrade();
        receive(client.text("<" + "a".repeat(OCTETS)));
        List<String> frames = read();
        assertEquals(4, frames.size(), frames.toString());
        assertTrue(frames.get(0).startsWith("text <open "), frames.get(0));
        assertTrue(frames.get(1).contains("<policy-violation"), frames.get(1));
    }

    @Test
    void aStreamErrorEndsTheWebSocketInOrder() {
        establishedWebSocket();
        receive(client.text("<message xmlns='jabber:client'/><presence xmlns='jabber:client'/>"));
        List<String> frames = read();
        assertEquals(3, frames.size(), frames.toString());
        assertEquals(List.of("text " + CLOSE_MESSAGE, "close 1000"), frames.subList(1, 3));
        assertFalse(channel.isOutputShutdown());
        receive(client.close(1000));
        assertTrue(channel.isOutputShutdown());
    }

    // Pings

    @Test
    void aPingIsAnsweredWithItsContent() {
        upgrade();
        receive(client.ping("who is there"), client.pong());
        assertEquals(List.of("pong who is there"), read());
    }

    @Test
    void pingsArePiledUpForNobody() {
        establishedWebSocket();
        channel.writable(false);
        receive(client.ping("1"), client.ping("2"));
        assertEquals(List.of(), read());
        channel.writable(true);
        receive(client.ping("3"));
        assertEquals(List.of("pong 3"), read());
    }

    @Test
    @Rule("R-340")
    void anIdleWebSocketIsKeptAliveByPingsAndNotByWhiteSpace() {
        establishedWebSocket();
        channel.pass(Duration.ofSeconds(60));
        assertEquals(List.of("ping "), read());
        channel.pass(Duration.ofSeconds(30));
        assertEquals(List.of(), read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a pong", "a part of a frame"})
    void whatComesInShowsThatThePeerIsThere(String what) {
        establishedWebSocket();
        channel.pass(Duration.ofSeconds(99));
        receive(what.equals("a pong") ? client.pong() : new byte[] {client.text(CLIENT_MESSAGE)[0]});
        channel.pass(Duration.ofSeconds(99));
        assertEquals(List.of(), notices.all(StreamEvent.ErrorSent.class));
        channel.pass(Duration.ofSeconds(1));
        assertEquals(StreamErrorCondition.RESOURCE_CONSTRAINT, errorSent());
    }

    // The end

    @Test
    @Rule("R-513")
    void whoClosesStartsTheClosingHandshakeBehindBothCloses() {
        StreamDriver driver = establishedWebSocket();
        driver.connection().close();
        assertEquals(List.of("text " + CLOSE_MESSAGE), read());
        receive(client.text(CLIENT_MESSAGE));
        assertEquals(1, elements().size());
        assertEquals(List.of(), read());
        receive(client.text(CLOSE_MESSAGE));
        assertEquals(List.of("close 1000"), read());
        assertEquals(new Reason.WeClosed(), reason());
        assertFalse(channel.isOutputShutdown());
        receive(client.ping("late"), client.close(1000));
        assertEquals(List.of(), read());
        assertTrue(channel.isOutputShutdown());
        channel.receiveEnd();
        assertFalse(channel.isOpen());
    }

    @Test
    @Rule("R-513")
    void whoIsClosedAnswersTheClosingHandshake() {
        establishedWebSocket();
        receive(client.text(CLOSE_MESSAGE));
        assertEquals(List.of("text " + CLOSE_MESSAGE), read());
        assertTrue(channel.isOpen());
        receive(client.close(1001));
        assertEquals(List.of("close 1001"), read());
        assertEquals(new Reason.PeerClosed(), reason());
        assertTrue(channel.isOutputShutdown());
    }

    @Test
    @Rule({"R-513", "R-514"})
    void aWebSocketThatIsClosedWithoutItsStreamIsAnsweredAndTheStreamIsLost() {
        establishedWebSocket();
        receive(client.close(), client.text(CLIENT_MESSAGE));
        assertEquals(List.of("close -1"), read());
        assertEquals(new Reason.TransportLost(Optional.empty()), reason());
        assertEquals(List.of(), elements());
        assertTrue(channel.isOutputShutdown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"03", "0000", "03e7", "03ed", "03ee", "0bb7", "03e8ff"})
    void aCloseFrameWithoutAUsableCodeFailsTheWebSocket(String content) {
        establishedWebSocket();
        receive(
                client.text(CLIENT_MESSAGE),
                client.closeWith(HexFormat.of().parseHex(content)),
                client.text(CLIENT_MESSAGE));
        List<String> frames = read();
        assertTrue(frames.size() == 1 && frames.get(0).matches("close 100[27]"), frames.toString());
        assertFailed();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1014, 3000, 32_768, 65_535})
    void anyOtherCodeIsSentBack(int code) {
        establishedWebSocket();
        receive(client.close(code));
        assertEquals(List.of("close " + code), read());
        assertTrue(channel.isOutputShutdown());
    }

    @Test
    @Rule("R-514")
    void aConnectionThatEndsWithoutCloseFrameIsALostStream() {
        establishedWebSocket();
        channel.receiveEnd();
        assertEquals(new Reason.TransportLost(Optional.empty()), reason());
        assertFalse(channel.isOpen());
    }

    @Test
    void aPeerThatDoesNotAnswerTheCloseFrameIsLeftInTheEnd() {
        StreamDriver driver = establishedWebSocket();
        driver.connection().close();
        receive(client.text(CLOSE_MESSAGE));
        channel.pass(Duration.ofMillis(4_999));
        assertTrue(channel.isOpen());
        channel.pass(Duration.ofMillis(1));
        assertFalse(channel.isOpen());
    }

    @Test
    void aPeerThatClosesAndDoesNotEndTheWebSocketIsLeftInTheEnd() {
        establishedWebSocket();
        receive(client.text(CLOSE_MESSAGE));
        channel.pass(Duration.ofMillis(4_999));
        assertTrue(channel.isOpen());
        channel.pass(Duration.ofMillis(1));
        assertFalse(channel.isOpen());
        assertEquals(new Reason.PeerClosed(), reason());
    }

    @Test
    void aPeerThatSendsOnBehindItsCloseFrameIsNotHeard() {
        StreamDriver driver = establishedWebSocket();
        driver.connection().close();
        receive(client.text(CLOSE_MESSAGE), client.close(), client.text(CLIENT_MESSAGE), client.binary("x"));
        assertEquals(List.of(), elements());
        assertEquals(List.of("text " + CLOSE_MESSAGE, "close 1000"), read());
    }

    @Test
    void readingStopsWhileThePeerDoesNotRead() {
        establishedWebSocket();
        channel.writable(false);
        assertFalse(channel.config().isAutoRead());
        channel.writable(true);
        assertTrue(channel.config().isAutoRead());
    }

    @Test
    void theTimeForNegotiationCountsFromTheConnectionOn() {
        visit(WebSocketOptions.DEFAULT);
        channel.pass(Duration.ofSeconds(20));
        channel.receive(REQUEST);
        channel.sent();
        channel.pass(Duration.ofMillis(9_999));
        assertEquals(List.of(), notices.heard);
        channel.pass(Duration.ofMillis(1));
        assertEquals(StreamErrorCondition.CONNECTION_TIMEOUT, errorSent());
    }
}
