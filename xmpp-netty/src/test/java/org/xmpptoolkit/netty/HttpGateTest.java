package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.lookup.HostMeta;

/** What a server's port for WebSockets answers over HTTP (RFC 6455 section 4.2, RFC 7395 section 3.1, XEP-0156). */
class HttpGateTest extends InMemoryWebSocket {
    private String answer(String request) {
        return answer(WebSocketOptions.DEFAULT, request);
    }

    private String answer(WebSocketOptions options, String request) {
        visit(options);
        channel.receive(request);
        return channel.sent();
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    /** RFC 6455 section 1.3 has the value of the accept header. */
    @Test
    @Rule("R-330")
    void grantsTheSubprotocol() {
        String answer = answer(REQUEST).toLowerCase(Locale.ROOT);
        assertTrue(answer.startsWith("http/1.1 101 "), answer);
        assertTrue(answer.contains("\r\nsec-websocket-protocol: xmpp\r\n"), answer);
        assertTrue(answer.contains("\r\nsec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n"), answer);
        assertTrue(answer.contains("\r\nupgrade: websocket\r\n"), answer);
        assertFalse(answer.contains("extensions"), answer);
        assertEquals(List.of(), notices.heard);
    }

    @Test
    void findsTheSubprotocolInASecondHeader() {
        String answer = answer(REQUEST.replace("chat, xmpp", "chat\r\nSec-WebSocket-Protocol: xmpp"));
        assertTrue(answer.startsWith("HTTP/1.1 101 "), answer);
        assertTrue(answer.contains("sec-websocket-protocol: xmpp\r\n"), answer);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(400, "subprotocol", REQUEST.replace("Sec-WebSocket-Protocol: chat, xmpp\r\n", "")),
                Arguments.of(400, "subprotocol", REQUEST.replace("chat, xmpp", "chat, xmpp2, XMPP")),
                Arguments.of(400, "Key", REQUEST.replace("dGhlIHNhbXBsZSBub25jZQ==", "dGhl")),
                Arguments.of(400, "Key", REQUEST.replace("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "")),
                Arguments.of(400, "host", REQUEST.replace("Host: example.com:5280\r\n", "")),
                Arguments.of(400, "body", REQUEST.replace("Host:", "Content-Length: 3\r\nHost:") + "abc"),
                Arguments.of(
                        400,
                        "body",
                        REQUEST.replace("Host:", "Transfer-Encoding: chunked\r\nHost:") + "3\r\nabc\r\n0\r\n"),
                Arguments.of(400, "HTTP/1.1", "<stream:stream to='example.com'>\r\n\r\n"),
                Arguments.of(400, "HTTP/1.1", "GET\r\n\r\n"),
                Arguments.of(404, "/xmpp-websocket", REQUEST.replace("/xmpp-websocket", "/")),
                Arguments.of(404, "/xmpp-websocket", REQUEST.replace("/xmpp-websocket", "/xmpp-websocket/")),
                Arguments.of(
                        404,
                        "/xmpp-websocket",
                        REQUEST.replace("/xmpp-websocket", "http://example.com/xmpp-websocket")),
                Arguments.of(405, "GET", REQUEST.replace("GET ", "POST ")),
                Arguments.of(405, "GET", REQUEST.replace("GET ", "HEAD ")),
                Arguments.of(414, "line", request("/" + "a".repeat(5_000))),
                Arguments.of(426, "WebSockets", REQUEST.replace("Upgrade: websocket\r\n", "")),
                Arguments.of(426, "WebSockets", REQUEST.replace("keep-alive, Upgrade", "keep-alive")),
                Arguments.of(426, "13", REQUEST.replace("Version: 13", "Version: 8")),
                Arguments.of(431, "header", request("/xmpp-websocket", "X: " + "a".repeat(9_000) + "\r\n")),
                Arguments.of(505, "HTTP/1.1", REQUEST.replace("HTTP/1.1", "HTTP/1.0")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithOneLineAndEndsTheConnection(int status, String word, String request) {
        String answer = answer(request + REQUEST);
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        String body = body(answer);
        if (!request.startsWith("HEAD")) {
            assertTrue(body.contains(word) && body.indexOf('\n') == body.length() - 1, body);
        }
        assertTrue(answer.contains("content-length: "), answer);
        assertTrue(channel.isOutputShutdown());
        assertEquals(List.of(), notices.heard);
        channel.receive(REQUEST);
        assertEquals("", channel.sent());
        channel.receiveEnd();
        assertFalse(channel.isOpen());
    }

    @Test
    void saysWhatAnUpgradeNeeds() {
        String answer = answer("GET /xmpp-websocket HTTP/1.1\r\nHost: example.com\r\n\r\n");
        assertTrue(answer.contains("\r\nupgrade: websocket\r\n"), answer);
        assertTrue(answer.contains("\r\nsec-websocket-version: 13\r\n"), answer);
        assertTrue(answer.contains("connection: Upgrade\r\n") && answer.contains("connection: close\r\n"), answer);
    }

    @Test
    void theTimeForARequestHasABound() {
        visit(WebSocketOptions.DEFAULT);
        channel.receive(REQUEST.substring(0, REQUEST.length() - 2));
        channel.pass(Duration.ofMillis(29_999));
        assertEquals("", channel.sent());
        channel.pass(Duration.ofMillis(1));
        assertTrue(channel.sent().startsWith("HTTP/1.1 408 "));
        channel.pass(Duration.ofSeconds(5));
        assertFalse(channel.isOpen());
        assertEquals(List.of(), notices.heard);
    }

    @Test
    void aConnectionThatEndsWithoutARequestIsClosed() {
        visit(WebSocketOptions.DEFAULT);
        channel.receiveEnd();
        assertFalse(channel.isOpen());
        assertEquals("", channel.sent());
        assertEquals(List.of(), notices.heard);
    }

    @Test
    void thePathCanBeSetAndAQueryDoesNotCount() {
        WebSocketOptions options = WebSocketOptions.builder().path("/chat").build();
        assertTrue(answer(options, request("/chat?a=/b")).startsWith("HTTP/1.1 101 "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "chat", "/a b", "/a?b", "/a#b", "/a\"b", "/a\\b", "/a%b", "/\u00e4", "/.well-known/host-meta"
            })
    void noOtherPathIsTaken(String path) {
        assertThrows(
                IllegalArgumentException.class, () -> WebSocketOptions.builder().path(path));
    }

    // Origins

    @Test
    void pagesOfOtherOriginsAreRefused() {
        List<String> asked = new ArrayList<>();
        WebSocketOptions options = WebSocketOptions.builder()
                .origins(origin -> {
                    asked.add(origin);
                    return origin.equals("https://web.example.com");
                })
                .build();
        assertTrue(answer(options, request("/xmpp-websocket", "Origin: https://evil.example\r\n"))
                .startsWith("HTTP/1.1 403 "));
        assertEquals(List.of("https://evil.example"), asked);
    }

    @Test
    void aRequestHasOneOriginAtMost() {
        WebSocketOptions options = WebSocketOptions.builder()
                .origins("https://web.example.com"::equals)
                .build();
        String answer = answer(
                options,
                request("/xmpp-websocket", "Origin: https://web.example.com\r\nOrigin: https://evil.example\r\n"));
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    }

    @Test
    void pagesOfTheOriginAndClientsWithoutOneAreTaken() {
        WebSocketOptions options = WebSocketOptions.builder()
                .origins("https://web.example.com"::equals)
                .build();
        assertTrue(answer(options, request("/xmpp-websocket", "Origin: https://web.example.com\r\n"))
                .startsWith("HTTP/1.1 101 "));
        assertEquals(
                Optional.empty(),
                new WebSocketRequests(options, false)
                        .judge(new DefaultHttpRequest(
                                HttpVersion.HTTP_1_1, HttpMethod.GET, "/xmpp-websocket", headers())));
    }

    private static HttpHeaders headers() {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (String line : REQUEST.split("\r\n", -1)) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                headers.add(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return headers;
    }

    @Test
    void aPredicateThatFailsIsNotShown() {
        WebSocketOptions options = WebSocketOptions.builder()
                .origins(origin -> {
                    throw new IllegalStateException("inner matters");
                })
                .build();
        String answer = answer(options, request("/xmpp-websocket", "Origin: null\r\n"));
        assertTrue(answer.startsWith("HTTP/1.1 500 "), answer);
        assertFalse(answer.contains("inner") || answer.contains("Exception"), answer);
    }

    // Host-meta

    @Test
    void hostMetaNamesTheWebSocketOfThePort() {
        String answer = answer("GET /.well-known/host-meta HTTP/1.1\r\nHost: example.com:5280\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.contains("content-type: application/xrd+xml\r\n"), answer);
        assertTrue(answer.contains("Access-Control-Allow-Origin: *\r\n"), answer);
        assertEquals(found("ws://example.com:5280/xmpp-websocket"), HostMeta.ofXml(octets(body(answer))));
    }

    @Test
    void hostMetaInJsonNamesWhatIsAnnounced() {
        WebSocketOptions options = WebSocketOptions.builder()
                .announced(List.of(URI.create("wss://a.example/ws?x=1&y=2"), URI.create("wss://b.example/")))
                .build();
        String answer = answer(options, "GET /.well-known/host-meta.json HTTP/1.1\r\nHost: x\r\n\r\n");
        assertTrue(answer.contains("content-type: application/json\r\n"), answer);
        String relation = "{\"rel\":\"" + HostMeta.WEB_SOCKET + "\",\"href\":\"";
        assertEquals(
                "{\"links\":[" + relation + "wss://a.example/ws?x=1&y=2\"}," + relation + "wss://b.example/\"}]}\n",
                body(answer));
        assertEquals(
                body(answer).length(), Integer.parseInt(answer.replaceAll("(?s).*content-length: ([0-9]+).*", "$1")));
    }

    private static HostMeta found(String... targets) {
        return new HostMeta.Found(Stream.of(targets)
                .map(target -> new HostMeta.Link(HostMeta.WEB_SOCKET, target))
                .toList());
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void headOfHostMetaHasNoBody() {
        String answer = answer("HEAD /.well-known/host-meta HTTP/1.1\r\nHost: example.com\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 ") && body(answer).isEmpty(), answer);
        assertFalse(answer.contains("content-length: 0\r\n"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: \"><x\r\n",
                "Host: a\"b\r\n",
                "Host: a\\b\r\n",
                "Host: a/b\r\n",
                "Host: a\r\nHost: b\r\n",
                "Host: a b\r\n",
                "Host: example.com:99999\r\n"
            })
    void hostMetaNamesNoHostThatIsNone(String host) {
        String answer = answer("GET /.well-known/host-meta HTTP/1.1\r\n" + host + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    }

    @Test
    void hostMetaCanBeLeftToOthers() {
        WebSocketOptions options =
                WebSocketOptions.builder().announced(List.of()).build();
        assertTrue(answer(options, "GET /.well-known/host-meta HTTP/1.1\r\nHost: x\r\n\r\n")
                .startsWith("HTTP/1.1 404 "));
    }

    @Test
    void whatIsNoWebSocketIsNotAnnounced() {
        for (String uri : List.of("https://a.example/", "wss:opaque", "wss:///path", "/path")) {
            assertThrows(IllegalArgumentException.class, () -> WebSocketOptions.builder()
                    .announced(List.of(URI.create(uri))));
        }
    }
}
