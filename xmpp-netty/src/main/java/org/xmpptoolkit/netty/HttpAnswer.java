package org.xmpptoolkit.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a request gets that leads to no WebSocket. The connection ends behind it.
 *
 * @param status its status
 * @param type its media type
 * @param headers what else stands in front of the text
 * @param text its text
 */
record HttpAnswer(HttpResponseStatus status, String type, Map<String, String> headers, String text) {
    /** One line that says what is wrong. */
    static HttpAnswer refusal(HttpResponseStatus status, String reason) {
        return refusal(status, reason, Map.of());
    }

    static HttpAnswer refusal(HttpResponseStatus status, String reason, Map<String, String> headers) {
        return new HttpAnswer(status, "text/plain; charset=utf-8", headers, reason + "\n");
    }

    /** A document for web pages of any origin, too (XEP-0156 is for them). */
    static HttpAnswer document(String type, String text) {
        return new HttpAnswer(HttpResponseStatus.OK, type, Map.of("Access-Control-Allow-Origin", "*"), text);
    }

    /**
     * The response.
     *
     * @param head whether its text is to be left away, as for the method HEAD
     */
    FullHttpResponse response(boolean head) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        ByteBuf content = head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(octets);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        HttpHeaders all = response.headers();
        headers.forEach(all::set);
        all.set(HttpHeaderNames.CONTENT_TYPE, type);
        all.setInt(HttpHeaderNames.CONTENT_LENGTH, octets.length);
        all.set("X-Content-Type-Options", "nosniff");
        all.add(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }
}
