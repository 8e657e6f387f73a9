package org.xmpptoolkit.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.stream.Role;

/**
 * A server's side of HTTP: takes one request on a connection, and answers it, or makes the connection a WebSocket with a stream
 * (RFC 6455 section 4.2). Until then nobody else hears of the connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // of writes and closing: behind each of them the connection ends
final class HttpGate extends ChannelInboundHandlerAdapter {
    private static final String DECODER = "decoder";
    private static final String ENCODER = "encoder";

    private final WebSocketRequests requests;
    private final Deadlines deadlines;
    private final int messageOctets;
    private final Function<WebSocketTransport, StreamDriver> streams;
    private final Transport end;
    private final long begun;
    private @Nullable Future<?> deadline;
    private @Nullable HttpRequest request;
    /** Whether an answer can be read: over TLS not before the handshake. */
    private boolean readable;

    private HttpGate(
            Channel channel,
            WebSocketRequests requests,
            boolean secure,
            Deadlines deadlines,
            int messageOctets,
            Function<WebSocketTransport, StreamDriver> streams) {
        this.requests = requests;
        this.readable = !secure;
        this.deadlines = deadlines;
        this.messageOctets = messageOctets;
        this.streams = streams;
        this.end = new TcpTransport(channel, deadlines.closing());
        this.begun = channel.eventLoop().ticker().nanoTime();
    }

    /**
     * Puts the gate in place, behind TLS where there is some.
     *
     * @param messageOctets how many octets a message may have
     * @param streams makes the driver of a stream over a WebSocket
     */
    static void install(
            Channel channel,
            WebSocketOptions options,
            boolean secure,
            Deadlines deadlines,
            int messageOctets,
            Function<WebSocketTransport, StreamDriver> streams) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(DECODER, HttpBounds.requests());
        pipeline.addLast(ENCODER, new HttpResponseEncoder());
        pipeline.addLast(
                "gate",
                new HttpGate(
                        channel, new WebSocketRequests(options, secure), secure, deadlines, messageOctets, streams));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline = context.executor()
                .schedule(() -> expired(context), deadlines.negotiation().toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private void expired(ChannelHandlerContext context) {
        if (readable && !end.isEnding()) {
            answer(context, HttpAnswer.refusal(HttpResponseStatus.REQUEST_TIMEOUT, "no request came in time"), false);
        } else if (!end.isEnding()) {
            context.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (end.isEnding()) {
                return;
            }
            if (message instanceof HttpRequest came) {
                Optional<HttpAnswer> answer = judge(came);
                if (answer.isPresent()) {
                    answer(context, answer.get(), came.method().equals(HttpMethod.HEAD));
                } else {
                    request = came;
                }
            } else if (message instanceof LastHttpContent && request != null) {
                upgrade(context, request);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private Optional<HttpAnswer> judge(HttpRequest came) {
        try {
            return requests.judge(came);
        } catch (RuntimeException | Error fault) { // of the predicate that the application gave
            System.getLogger("org.xmpptoolkit.netty")
                    .log(System.Logger.Level.WARNING, "a request for a WebSocket could not be judged: " + fault, fault);
            return Optional.of(
                    HttpAnswer.refusal(HttpResponseStatus.INTERNAL_SERVER_ERROR, "the request could not be judged"));
        }
    }

    private void answer(ChannelHandlerContext context, HttpAnswer answer, boolean head) {
        context.writeAndFlush(answer.response(head));
        end.end();
    }

    private void upgrade(ChannelHandlerContext context, HttpRequest asked) {
        Channel channel = context.channel();
        ChannelPipeline pipeline = context.pipeline();
        WebSocketDecoderConfig decoding = WebSocketMessages.decoding(messageOctets, true);
        context.writeAndFlush(new Handshake(decoding).response(asked));
        pipeline.remove(this);
        pipeline.replace(ENCODER, "frames-out", new WebSocket13FrameEncoder(false));
        WebSocketTransport transport = new WebSocketTransport(channel, Role.RECEIVING, deadlines.closing());
        transport.opened();
        StreamDriver driver = streams.apply(transport);
        driver.begunAt(begun);
        pipeline.addLast("stream", new StreamHandler(driver));
        WebSocketMessages.install(pipeline, DECODER, driver, transport, messageOctets);
        @Nullable SslHandler tls = pipeline.get(SslHandler.class);
        if (tls != null) {
            driver.handshaken(tls.engine().getSession());
        }
        // what came behind the request goes through it, and finds everything else in place
        pipeline.replace(DECODER, "frames-in", new WebSocket13FrameDecoder(decoding));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            readable = handshake.isSuccess();
        } else if (event instanceof SslCloseCompletionEvent || event == ChannelInputShutdownEvent.INSTANCE) {
            if (end.isEnding()) {
                end.inputEnded();
            } else {
                context.close();
            }
        }
    }

    /** The network or TLS failed: there is nobody to tell. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    /** Gives the response to a request that was judged already. */
    private static final class Handshake extends WebSocketServerHandshaker13 {
        Handshake(WebSocketDecoderConfig decoding) {
            super("", null, decoding);
        }

        FullHttpResponse response(HttpRequest asked) {
            FullHttpResponse response = newHandshakeResponse(
                    new DefaultFullHttpRequest(
                            asked.protocolVersion(),
                            asked.method(),
                            asked.uri(),
                            Unpooled.EMPTY_BUFFER,
                            asked.headers(),
                            EmptyHttpHeaders.INSTANCE),
                    null);
            response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, WebSocketRequests.SUBPROTOCOL);
            return response;
        }
    }
}
