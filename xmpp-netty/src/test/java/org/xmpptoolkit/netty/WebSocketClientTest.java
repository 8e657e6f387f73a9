package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;

/** A client's WebSocket over a connection in memory (RFC 7395, RFC 6455). */
class WebSocketClientTest extends InMemoryWebSocket {
    private static final Pattern KEY = Pattern.compile("sec-websocket-key: ([^\r]+)\r\n");
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String ANSWER_OPEN =
            "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='example.com' id='x' version='1.0'/>";
    private static final String FEATURES = "<features xmlns='http://etherx.jabber.org/streams'/>";

    private final WebSocketFrames server = new WebSocketFrames(false);

    /** A client that asked, and the key of its request. */
    private String ask() {
        channel.freezeTime();
        WebSocketTransport transport = new WebSocketTransport(channel, Role.INITIATING, DEADLINES.closing());
        driver = new StreamDriver(
                channel,
                XmppStream.initiating(receiving(Streams.initiating(TlsPolicy.NONE)), List.of()),
                setup(),
                transport);
        channel.pipeline().addLast("stream", new StreamHandler(driver));
        WebSocketUpgrade.install(channel, URI.create("ws://web.example.com:5280/a/b?c=d"), driver, transport, OCTETS);
        String request = channel.sent();
        assertTrue(request.startsWith("GET /a/b?c=d HTTP/1.1\r\n"), request);
        assertTrue(request.contains("\r\nhost: web.example.com:5280\r\n"), request);
        Matcher key = KEY.matcher(request);
        assertTrue(key.find(), request);
        assertFalse(request.contains("origin"), request);
        assertTrue(request.contains("\r\nsec-websocket-protocol: xmpp\r\n"), request);
        return key.group(1);
    }

    private static String answer(String key, String... headers) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(hash) + "\r\n" + String.join("", headers) + "\r\n";
    }

    private List<String> frames() {
        return server.read(channel);
    }

    private StreamDriver establishedClient() throws Exception {
        channel.receive(answer(ask(), "Sec-WebSocket-Protocol: xmpp\r\n"));
        channel.runPendingTasks();
        List<String> frames = frames();
        assertEquals(1, frames.size(), frames.toString());
        assertTrue(frames.get(0).startsWith("text <open "), frames.get(0));
        receive(server.text(ANSWER_OPEN), server.text(FEATURES));
        assertEquals(1, notices.all(StreamEvent.Established.class).size());
        return driver();
    }

    @Test
    @Rule("R-330")
    void asksForTheSubprotocolAndOpensTheStreamWhenItIsGranted() throws Exception {
        StreamDriver client = establishedClient();
        client.connection().send(Streams.message("hello"));
        assertTrue(frames().get(0).startsWith("text <message"));
    }

    @Test
    void whatComesBehindTheAnswerIsTakenBehindIt() throws Exception {
        byte[] answer = answer(ask(), "Sec-WebSocket-Protocol: xmpp\r\n").getBytes(StandardCharsets.US_ASCII);
        receive(answer, server.text(ANSWER_OPEN), server.text(FEATURES), server.ping("1"));
        channel.runPendingTasks();
        assertEquals(1, notices.all(StreamEvent.Established.class).size());
        List<String> frames = frames();
        assertTrue(frames.get(0).startsWith("text <open "), frames.toString());
        assertEquals(List.of("pong 1"), frames.subList(1, frames.size()));
        receive(server.text(CLIENT_MESSAGE));
        assertEquals(1, notices.all(StreamEvent.ElementReceived.class).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sec-WebSocket-Protocol: chat\r\n",
                "Sec-WebSocket-Protocol: chat, xmpp\r\n",
                "Sec-WebSocket-Protocol: xmpp\r\nSec-WebSocket-Protocol: chat\r\n"
            })
    @Rule("R-330")
    void closesWhereTheSubprotocolIsNotGranted(String header) throws Exception {
        channel.receive(answer(ask(), header));
        assertNoWebSocket("subprotocol xmpp");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 404 Not Found|404 Not Found",
                "HTTP/1.1 200 OK|200 OK",
                "HTTP/1.1 302 Found~Location: ws://evil.example/|leads to ws://evil.example/, which is not followed",
                "HTTP/1.1 103 Early Hints~~HTTP/1.1 426 Upgrade Required|426",
                "<stream:stream>|no response of HTTP/1.1",
                "HTTP/1.1 101 Switching Protocols~Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Accept:"
                        + " AAAA~Sec-WebSocket-Protocol: xmpp|opens no WebSocket",
                "HTTP/1.1 101 Switching Protocols~Upgrade: h2c~Connection: Upgrade~Sec-WebSocket-Protocol: xmpp|opens"
                        + " no WebSocket"
            })
    void saysWhatWasAnsweredInstead(String answer, String words) {
        ask();
        channel.receive(answer.replace("~", "\r\n") + "\r\n\r\n");
        assertNoWebSocket(words);
    }

    @Test
    void aHeaderWithoutEndIsNotReadForEver() {
        ask();
        channel.receive("HTTP/1.1 101 Switching Protocols\r\n");
        for (int i = 0; i < 100 && channel.isOpen(); i++) {
            channel.receive("X-" + i + ": " + "a".repeat(1_000) + "\r\n");
        }
        assertNoWebSocket("no response of HTTP/1.1");
    }

    @Test
    void aConnectionThatEndsBeforeTheAnswerSaysSo() {
        ask();
        channel.receiveEnd();
        assertNoWebSocket("before it became a WebSocket");
    }

    @Test
    void theTimeForAnAnswerHasABound() {
        ask();
        channel.pass(Duration.ofSeconds(30));
        assertEquals(Kind.TIMED_OUT, lostBy());
        assertFalse(channel.isOpen());
    }

    private void assertNoWebSocket(String words) {
        Reason.TransportLost lost = assertInstanceOf(Reason.TransportLost.class, reason());
        TransportException cause =
                assertInstanceOf(TransportException.class, lost.cause().orElseThrow());
        assertEquals(Kind.NO_WEBSOCKET, cause.kind());
        assertTrue(Notices.message(cause).contains(words), Notices.message(cause));
        assertTrue(Reconnector.isPassing(lost));
        assertFalse(channel.isOpen());
        assertEquals("", channel.sent());
    }

    @Test
    void aFrameOfAServerIsNotMasked() throws Exception {
        establishedClient();
        receive(client.text("<message xmlns='jabber:client'/>"));
        assertEquals(List.of("close 1002"), frames());
        assertEquals(Kind.WEBSOCKET, lostBy());
    }

    @Test
    @Rule("R-340")
    void pingsKeepTheWebSocketAlive() throws Exception {
        establishedClient();
        channel.pass(Duration.ofSeconds(60));
        assertEquals(List.of("ping "), frames());
    }

    @Test
    @Rule("R-513")
    void theClientThatClosesStartsTheClosingHandshakeAndLeavesTcpToTheServer() throws Exception {
        StreamDriver client = establishedClient();
        client.connection().close();
        assertEquals(List.of("text " + CLOSE_MESSAGE), frames());
        receive(server.text(CLOSE_MESSAGE));
        assertEquals(List.of("close 1000"), frames());
        assertEquals(new Reason.WeClosed(), reason());
        receive(server.close(1000));
        assertTrue(channel.isOpen());
        assertFalse(channel.isOutputShutdown());
        channel.receiveEnd();
        assertFalse(channel.isOpen());
    }

    @Test
    @Rule("R-513")
    void theClientAnswersTheServersClosingHandshake() throws Exception {
        establishedClient();
        receive(server.text(CLOSE_MESSAGE), server.close(1000));
        assertEquals(List.of("text " + CLOSE_MESSAGE, "close 1000"), frames());
        assertEquals(new Reason.PeerClosed(), reason());
        assertFalse(channel.isOutputShutdown());
        channel.pass(Duration.ofSeconds(5));
        assertFalse(channel.isOpen());
    }

    @Test
    void bothMayStartTheClosingHandshakeAtOnce() throws Exception {
        StreamDriver client = establishedClient();
        client.connection().close();
        receive(server.text(CLOSE_MESSAGE), server.close(1000));
        assertEquals(List.of("text " + CLOSE_MESSAGE, "close 1000"), frames());
        assertEquals(new Reason.WeClosed(), reason());
        channel.receiveEnd();
        assertFalse(channel.isOpen());
    }

    @Test
    @Rule("R-514")
    void aServerThatGoesWithoutCloseIsATransportLost() throws Exception {
        establishedClient();
        receive(server.close(1001));
        assertEquals(new Reason.TransportLost(Optional.empty()), reason());
        assertTrue(Reconnector.isPassing(reason()));
    }

    @Test
    @Rule("R-515")
    void inClearOnlyWhereThePolicyAllowsIt() {
        XmppClient.Builder required = XmppClient.builder()
                .webSocket(URI.create("ws://example.com/ws"))
                .config(Streams.initiating(TlsPolicy.REQUIRED))
                .listener(notices);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, required::build);
        assertTrue(Notices.message(refused).contains("use wss"), Notices.message(refused));
        required.config(Streams.initiating(TlsPolicy.NONE)).build();
        required.webSocket(URI.create("wss://example.com/ws"))
                .config(Streams.initiating(TlsPolicy.REQUIRED))
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/ws",
                "wss:opaque",
                "wss:///ws",
                "/ws",
                "wss://user@example.com/",
                "wss://example.com/#a",
                "wss://example.com:0/",
                "wss://example.com:65536/"
            })
    void noOtherUriIsTaken(String uri) {
        XmppClient.Builder builder = XmppClient.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.webSocket(URI.create(uri)));
    }
}
