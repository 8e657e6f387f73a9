package org.xmpptoolkit.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A peer's frames, as octets and as text. */
final class WebSocketFrames {
    private final EmbeddedChannel encoder;
    private final EmbeddedChannel decoder;

    /** Those of a client, which are masked, or of a server. */
    WebSocketFrames(boolean client) {
        encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(client));
        decoder = new EmbeddedChannel(new WebSocket13FrameDecoder(!client, false, 1 << 20));
    }

    byte[] text(String text) {
        return octets(new TextWebSocketFrame(text));
    }

    /** A part of a text message. */
    byte[] part(boolean first, boolean last, byte... content) {
        ByteBuf buffer = Unpooled.wrappedBuffer(content);
        return octets(
                first ? new TextWebSocketFrame(last, 0, buffer) : new ContinuationWebSocketFrame(last, 0, buffer));
    }

    byte[] part(boolean first, boolean last, String content) {
        return part(first, last, content.getBytes(StandardCharsets.UTF_8));
    }

    byte[] binary(String content) {
        return octets(new BinaryWebSocketFrame(Unpooled.copiedBuffer(content, StandardCharsets.UTF_8)));
    }

    byte[] ping(String content) {
        return octets(new PingWebSocketFrame(Unpooled.copiedBuffer(content, StandardCharsets.UTF_8)));
    }

    byte[] pong() {
        return octets(new PongWebSocketFrame());
    }

    byte[] close() {
        return octets(new CloseWebSocketFrame());
    }

    byte[] close(int code) {
        return octets(new CloseWebSocketFrame(code, "because"));
    }

    /** A Close frame whose content may be anything. */
    byte[] closeWith(byte[] content) {
        return octets(new CloseWebSocketFrame(true, 0, Unpooled.wrappedBuffer(content)));
    }

    private byte[] octets(WebSocketFrame frame) {
        encoder.writeOutbound(frame);
        ByteBuf all = Unpooled.buffer();
        for (@Nullable ByteBuf part = encoder.readOutbound(); part != null; part = encoder.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        return ByteBufUtil.getBytes(all);
    }

    /** What came from our side since the last call, one word and content each: {@code text <open/>}, {@code close 1000}. */
    List<String> read(TestChannel channel) {
        for (@Nullable ByteBuf octets = channel.readOutbound(); octets != null; octets = channel.readOutbound()) {
            decoder.writeInbound(octets);
        }
        List<String> frames = new ArrayList<>();
        for (@Nullable WebSocketFrame frame = decoder.readInbound(); frame != null; frame = decoder.readInbound()) {
            frames.add(describe(frame));
            frame.release();
        }
        return frames;
    }

    private static String describe(WebSocketFrame frame) {
        String content = frame.content().toString(StandardCharsets.UTF_8);
        if (frame instanceof TextWebSocketFrame && frame.isFinalFragment()) {
            return "text " + content;
        } else if (frame instanceof PingWebSocketFrame) {
            return "ping " + content;
        } else if (frame instanceof PongWebSocketFrame) {
            return "pong " + content;
        } else if (frame instanceof CloseWebSocketFrame close) {
            return "close " + close.statusCode();
        }
        return frame.toString();
    }
}
