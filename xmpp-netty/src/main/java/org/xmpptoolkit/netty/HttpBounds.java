package org.xmpptoolkit.netty;

import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** How much HTTP is read: both ways, a header as short as it has to be for a WebSocket. */
final class HttpBounds {
    private static final int LINE_OCTETS = 4_096;
    private static final int HEADER_OCTETS = 8_192;
    /** How many octets of host-meta are read. */
    static final int DOCUMENT_OCTETS = 65_536;

    private HttpBounds() {}

    static HttpRequestDecoder requests() {
        return new HttpRequestDecoder(config());
    }

    static HttpClientCodec client() {
        return new HttpClientCodec(config(), false, false);
    }

    private static HttpDecoderConfig config() {
        return new HttpDecoderConfig().setMaxInitialLineLength(LINE_OCTETS).setMaxHeaderSize(HEADER_OCTETS);
    }
}
