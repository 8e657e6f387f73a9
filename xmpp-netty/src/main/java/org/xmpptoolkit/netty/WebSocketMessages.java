package org.xmpptoolkit.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is written into text messages, and text messages into what is read (RFC 7395 section 3.2): the octets of one read are
 * one whole message. Answers pings and closes. What is no text, or breaks a rule of RFC 6455, fails the WebSocket.
 */
@SuppressWarnings("FutureReturnValueIgnored") // of pongs: if they fail, so does the connection
final class WebSocketMessages extends ChannelDuplexHandler {
    private static final WebSocketCloseStatus NO_TEXT =
            new WebSocketCloseStatus(WebSocketCloseStatus.INVALID_MESSAGE_TYPE.code(), "messages of XMPP are text");

    private final StreamDriver driver;
    private final WebSocketTransport transport;
    private final int most;
    /** The fragments so far, in one buffer, so that empty ones take nothing. */
    private @Nullable ByteBuf fragments;

    private boolean failed;

    private WebSocketMessages(StreamDriver driver, WebSocketTransport transport, int most) {
        this.driver = driver;
        this.transport = transport;
        this.most = most;
    }

    /**
     * How frames are to be decoded.
     *
     * @param octets how many a frame may have
     * @param masked whether they have to be masked, as those from clients
     */
    static WebSocketDecoderConfig decoding(int octets, boolean masked) {
        return WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(octets)
                .expectMaskedFrames(masked)
                .allowMaskMismatch(false)
                .allowExtensions(false)
                .closeOnProtocolViolation(false) // this handler does it
                .build();
    }

    /**
     * Puts the handlers in place that belong in front of a stream's.
     *
     * @param first the name of the handler that decodes frames, or will do it
     * @param most how many octets a message may have
     */
    static void install(
            ChannelPipeline pipeline, String first, StreamDriver driver, WebSocketTransport transport, int most) {
        pipeline.addBefore(first, "watch", new Watch(driver));
        pipeline.addBefore("stream", "utf-8", new Utf8FrameValidator(false));
        pipeline.addBefore("stream", "messages", new WebSocketMessages(driver, transport, most));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (failed || !(message instanceof WebSocketFrame frame)) {
            ReferenceCountUtil.release(message);
        } else if (frame instanceof PingWebSocketFrame) {
            answer(context, frame);
        } else if (frame instanceof CloseWebSocketFrame close) {
            OptionalInt code = close.content().isReadable() ? OptionalInt.of(close.statusCode()) : OptionalInt.empty();
            close.release();
            transport.closeReceived(code);
            driver.gone(); // everybody hears of it before the peer sees our answer
            transport.end();
        } else if (frame instanceof PongWebSocketFrame) {
            frame.release(); // that something came was seen already
        } else if (frame instanceof BinaryWebSocketFrame) {
            frame.release();
            fail(NO_TEXT);
        } else {
            text(context, frame);
        }
    }

    /** One answer may stand for several pings (RFC 6455 section 5.5.3): none is piled up for a peer that does not read. */
    private void answer(ChannelHandlerContext context, WebSocketFrame ping) {
        if (context.channel().isWritable() && !transport.isEnding()) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content()));
        } else {
            ping.release();
        }
    }

    private void text(ChannelHandlerContext context, WebSocketFrame frame) {
        ByteBuf content = frame.content();
        int before = fragments == null ? 0 : fragments.readableBytes();
        if (content.readableBytes() > most - before) {
            frame.release();
            fail(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        } else if (fragments == null && frame.isFinalFragment()) {
            context.fireChannelRead(content);
        } else {
            if (fragments == null) {
                fragments = context.alloc().buffer(content.readableBytes(), most);
            }
            fragments.writeBytes(content);
            frame.release();
            if (frame.isFinalFragment()) {
                ByteBuf whole = fragments;
                fragments = null;
                context.fireChannelRead(whole);
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            if (!failed) {
                fail(new WebSocketCloseStatus(corrupted.closeStatus().code(), Failures.detail(cause)));
            }
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    private void fail(WebSocketCloseStatus status) {
        failed = true;
        dropFragments();
        transport.failing(status);
        if (status.code() == WebSocketCloseStatus.MESSAGE_TOO_BIG.code()) {
            driver.overlong("a message has more than " + most + " octets"); // which ends the transport
        }
        driver.broken(Failures.webSocket(status));
        transport.end();
    }

    private void dropFragments() {
        if (fragments != null) {
            fragments.release();
            fragments = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        dropFragments();
    }

    /** Frames what has octets; an empty buffer is written to learn when all before it is. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean octets = message instanceof ByteBuf buffer && buffer.isReadable();
        context.write(octets ? new TextWebSocketFrame((ByteBuf) message) : message, promise);
    }

    /** Tells of octets in front of the decoder, so that a long frame counts as it comes, and a ping as much as a message. */
    private static final class Watch extends ChannelInboundHandlerAdapter {
        private final StreamDriver driver;

        Watch(StreamDriver driver) {
            this.driver = driver;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            driver.alive();
            context.fireChannelRead(message);
        }
    }
}
