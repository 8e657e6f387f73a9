package org.xmpptoolkit.netty;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.FORBIDDEN;
import static io.netty.handler.codec.http.HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED;
import static io.netty.handler.codec.http.HttpResponseStatus.METHOD_NOT_ALLOWED;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_URI_TOO_LONG;
import static io.netty.handler.codec.http.HttpResponseStatus.UPGRADE_REQUIRED;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.HostPort;

/**
 * Tells which requests lead to a WebSocket, and answers the others: host-meta (XEP-0156), and what is wrong (RFC 6455 section 4.2).
 * Immutable.
 */
final class WebSocketRequests {
    /** The subprotocol (RFC 7395 section 3.1). */
    static final String SUBPROTOCOL = "xmpp";

    private static final String VERSION = "13";
    /** 16 octets in base64. */
    private static final String KEY = "[A-Za-z0-9+/]{21}[AQgw]==";

    private static final Map<String, String> UPGRADE = Map.of(
            HttpHeaderNames.UPGRADE.toString(),
            "websocket",
            HttpHeaderNames.CONNECTION.toString(),
            "Upgrade",
            HttpHeaderNames.SEC_WEBSOCKET_VERSION.toString(),
            VERSION);

    private final WebSocketOptions options;
    private final boolean secure;

    /**
     * For one port.
     *
     * @param secure whether it is one for wss
     */
    WebSocketRequests(WebSocketOptions options, boolean secure) {
        this.options = options;
        this.secure = secure;
    }

    /** The answer to a request; nothing if it leads to a WebSocket. */
    Optional<HttpAnswer> judge(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(unreadable(request.decoderResult().cause()));
        }
        if (HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) != 0) {
            return refusal("a request without a body is needed");
        }
        String target = request.uri();
        String path = target.indexOf('?') < 0 ? target : target.substring(0, target.indexOf('?'));
        switch (path) {
            case HostMetaDocuments.XML_PATH, HostMetaDocuments.JSON_PATH -> {
                return Optional.of(hostMeta(request, path));
            }
            default -> {
                return path.equals(options.path())
                        ? webSocket(request)
                        : Optional.of(HttpAnswer.refusal(
                                NOT_FOUND, "there is nothing here; WebSockets are at " + options.path()));
            }
        }
    }

    private static HttpAnswer unreadable(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return HttpAnswer.refusal(REQUEST_URI_TOO_LONG, "the request's first line is too long");
        }
        return cause instanceof TooLongHttpHeaderException
                ? HttpAnswer.refusal(REQUEST_HEADER_FIELDS_TOO_LARGE, "the request's header is too long")
                : HttpAnswer.refusal(BAD_REQUEST, "this is no request of HTTP/1.1");
    }

    private static Optional<HttpAnswer> refusal(String reason) {
        return Optional.of(HttpAnswer.refusal(BAD_REQUEST, reason));
    }

    private static HttpAnswer wrongMethod(String allowed) {
        return HttpAnswer.refusal(
                METHOD_NOT_ALLOWED,
                "the method " + allowed + " is needed",
                Map.of(HttpHeaderNames.ALLOW.toString(), allowed));
    }

    private HttpAnswer hostMeta(HttpRequest request, String path) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            return wrongMethod("GET, HEAD");
        }
        if (options.announced().isPresent()) {
            List<String> links =
                    options.announced().get().stream().map(Object::toString).toList();
            return links.isEmpty()
                    ? HttpAnswer.refusal(NOT_FOUND, "there is no host-meta here")
                    : HostMetaDocuments.of(path, links);
        }
        return HostPort.tryParse(only(request.headers(), HttpHeaderNames.HOST))
                .map(host -> HostMetaDocuments.of(path, List.of((secure ? "wss://" : "ws://") + host + options.path())))
                .orElseGet(() -> HttpAnswer.refusal(BAD_REQUEST, "the request names no host"));
    }

    private Optional<HttpAnswer> webSocket(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!request.method().equals(HttpMethod.GET)) {
            return Optional.of(wrongMethod("GET"));
        }
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return Optional.of(HttpAnswer.refusal(HTTP_VERSION_NOT_SUPPORTED, "HTTP/1.1 is needed"));
        }
        if (!headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                || !headers.contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            return Optional.of(HttpAnswer.refusal(UPGRADE_REQUIRED, "only WebSockets are here (RFC 7395)", UPGRADE));
        }
        if (!VERSION.equals(only(headers, HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            return Optional.of(HttpAnswer.refusal(UPGRADE_REQUIRED, "version 13 of WebSocket is needed", UPGRADE));
        }
        if (!only(headers, HttpHeaderNames.SEC_WEBSOCKET_KEY).matches(KEY)) {
            return refusal("Sec-WebSocket-Key is 16 octets in base64");
        }
        if (only(headers, HttpHeaderNames.HOST).isEmpty()) {
            return refusal("the request names no host");
        }
        List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
        if (origins.size() > 1) {
            return refusal("the request names more than one origin"); // of which a proxy may look at the other
        }
        if (!origins.isEmpty() && !options.origins().test(origins.get(0))) {
            return Optional.of(HttpAnswer.refusal(FORBIDDEN, "pages of this origin may not open WebSockets here"));
        }
        boolean asked = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .anyMatch(name -> name.strip().equals(SUBPROTOCOL));
        return asked ? Optional.empty() : refusal("the subprotocol " + SUBPROTOCOL + " is needed");
    }

    /** The value of a header that may stand once; empty if it does not. */
    private static String only(HttpHeaders headers, CharSequence name) {
        List<String> values = headers.getAll(name);
        return values.size() == 1 ? values.get(0).strip() : "";
    }
}
