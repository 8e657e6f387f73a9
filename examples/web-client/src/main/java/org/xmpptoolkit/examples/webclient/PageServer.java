package org.xmpptoolkit.examples.webclient;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page on the loopback address, with headers that let it load nothing but its own files, and connect nowhere but to the one
 * WebSocket.
 */
final class PageServer implements AutoCloseable {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");
    private static final List<String> FILES =
            List.of("index.html", "style.css", "icon.svg", "chat.js", "xmpp.js", "scram.js", "xml.js");
    private static final int WAITING = 50;

    private final HttpServer http;
    private final Map<String, byte[]> files;
    private final String policy;

    private PageServer(HttpServer http, Map<String, byte[]> files, String policy) {
        this.http = http;
        this.files = files;
        this.policy = policy;
    }

    /**
     * Starts a server.
     *
     * @param port where to listen; 0 for a free one
     * @param webSocket what the page connects to: wss, or ws on this machine
     * @throws IOException if it cannot listen; the message says what to do
     * @throws IllegalArgumentException if the port or the WebSocket is none
     */
    static PageServer start(int port, URI webSocket) throws IOException {
        String policy = policy(webSocket);
        Map<String, byte[]> files = new HashMap<>();
        for (String name : FILES) {
            files.put("/" + name, resource("page/" + name));
        }
        // A URI has neither quotes nor backslashes, so it is a JSON string as it stands.
        files.put("/settings.json", ("{\"webSocket\": \"" + webSocket + "\"}").getBytes(StandardCharsets.UTF_8));
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAITING);
        } catch (BindException e) {
            throw new IOException(
                    "port " + port + " cannot be had: " + e.getMessage() + "; choose another with --port", e);
        }
        PageServer server = new PageServer(http, files, policy);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    /** Where the page is. By this name a browser takes it for secure, so that the page may use its cryptography. */
    URI uri() {
        return URI.create("http://localhost:" + http.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private static String policy(URI webSocket) {
        String scheme = String.valueOf(webSocket.getScheme()).toLowerCase(Locale.ROOT);
        @Nullable String host = webSocket.getHost();
        if (host == null || !(scheme.equals("wss") || scheme.equals("ws"))) {
            throw new IllegalArgumentException(
                    "--websocket " + webSocket + " is no WebSocket: give wss://HOST/PATH, or ws://127.0.0.1:PORT/PATH");
        }
        if (scheme.equals("ws") && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "--websocket " + webSocket + " is not encrypted and leaves this machine: give its wss URI");
        }
        String origin = scheme + "://" + host + (webSocket.getPort() < 0 ? "" : ":" + webSocket.getPort());
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' " + origin
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = PageServer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing in the jar: build it anew");
            }
            return in.readAllBytes();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String name = path.equals("/") ? "/index.html" : path;
            byte @Nullable [] file = files.get(name);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Security-Policy", policy);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cache-Control", "no-cache");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (!head && !exchange.getRequestMethod().equals("GET")) {
                headers.set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, -1);
            } else if (file == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                headers.set("Content-Type", String.valueOf(TYPES.get(name.substring(name.lastIndexOf('.') + 1))));
                exchange.sendResponseHeaders(200, head ? -1 : file.length);
                if (!head) {
                    exchange.getResponseBody().write(file);
                }
            }
        }
    }
}
