package org.xmpptoolkit.examples.webclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PageServerTest {
    private static final URI WEB_SOCKET = URI.create("ws://127.0.0.1:5280/xmpp-websocket");

    private static HttpResponse<String> ask(PageServer server, String method, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.uri().resolve(path))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/chat.js, text/javascript; charset=utf-8",
        "/style.css, text/css; charset=utf-8",
        "/icon.svg, image/svg+xml",
        "/settings.json, application/json"
    })
    void servesThePageAndForbidsItAllElse(String path, String type) throws Exception {
        try (PageServer server = PageServer.start(0, WEB_SOCKET)) {
            HttpResponse<String> answer = ask(server, "GET", path);
            assertEquals(200, answer.statusCode());
            assertEquals(type, answer.headers().firstValue("Content-Type").orElse(""));
            assertEquals(
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                            + " connect-src 'self' ws://127.0.0.1:5280;"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                    answer.headers().firstValue("Content-Security-Policy").orElse(""));
            assertEquals(
                    "nosniff",
                    answer.headers().firstValue("X-Content-Type-Options").orElse(""));
            assertFalse(answer.body().isEmpty());
        }
    }

    @Test
    void tellsThePageWhereToConnectTo() throws Exception {
        try (PageServer server = PageServer.start(0, WEB_SOCKET)) {
            assertEquals(
                    "{\"webSocket\": \"ws://127.0.0.1:5280/xmpp-websocket\"}",
                    ask(server, "GET", "/settings.json").body());
        }
    }

    @Test
    void servesNothingElse() throws Exception {
        try (PageServer server = PageServer.start(0, WEB_SOCKET)) {
            assertEquals(404, ask(server, "GET", "/PageServer.class").statusCode());
            assertEquals(404, ask(server, "GET", "/../pom.xml").statusCode());
            assertEquals(405, ask(server, "POST", "/").statusCode());
            assertEquals("", ask(server, "HEAD", "/").body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/xmpp-websocket",
                "ws://192.0.2.1/xmpp-websocket",
                "ws:/xmpp-websocket",
                "nonsense"
            })
    void takesNoWebSocketThatIsNoneOrInClearToAnotherMachine(String uri) {
        assertThrows(IllegalArgumentException.class, () -> PageServer.start(0, URI.create(uri)));
    }

    @Test
    void namesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StringWriter err = new StringWriter();
            CommandLine command = Main.commandLine().setErr(new PrintWriter(err, true));
            assertEquals(1, command.execute("--port", Integer.toString(taken.getLocalPort())));
            assertTrue(
                    err.toString().startsWith("web-client: port " + taken.getLocalPort() + " cannot be had: ")
                            && err.toString().endsWith("; choose another with --port" + System.lineSeparator()),
                    err.toString());
        }
    }

    @Test
    void namesAWebSocketThatIsNone() {
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(err, true));
        assertEquals(2, command.execute("--port", "0", "--websocket", "http://localhost/"));
        assertTrue(err.toString().contains("http://localhost/ is no WebSocket: give wss://"), err.toString());
        assertEquals(2, command.execute("--port", "x"));
        assertEquals(2, command.execute("--no-such-option"));
        assertEquals(3, err.toString().lines().count(), err.toString());
    }
}
