package org.xmpptoolkit.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's side of HTTP: asks for a WebSocket with the subprotocol {@code xmpp}, and gives way to it (RFC 6455 section 4.1, RFC 7395
 * section 3.1). Any other answer ends the connection; a redirect is not followed.
 */
final class WebSocketUpgrade extends ChannelInboundHandlerAdapter {
    private static final String CODEC = "http";

    private final StreamDriver driver;
    private final WebSocketTransport transport;
    private final Handshake handshake;
    private final int messageOctets;
    private @Nullable HttpResponse switching;

    private WebSocketUpgrade(StreamDriver driver, WebSocketTransport transport, URI uri, int messageOctets) {
        this.driver = driver;
        this.transport = transport;
        this.handshake = new Handshake(uri, messageOctets);
        this.messageOctets = messageOctets;
    }

    /**
     * Puts it in place, in front of the stream's handler and behind TLS. Over TLS it asks once the handshake is done, else now.
     *
     * @param uri what to ask for
     * @param messageOctets how many octets a message may have
     */
    static void install(
            Channel channel, URI uri, StreamDriver driver, WebSocketTransport transport, int messageOctets) {
        ChannelPipeline pipeline = channel.pipeline();
        WebSocketUpgrade upgrade = new WebSocketUpgrade(driver, transport, uri, messageOctets);
        pipeline.addBefore("stream", CODEC, HttpBounds.client());
        pipeline.addBefore("stream", "upgrade", upgrade);
        if (pipeline.get(SslHandler.class) == null) {
            upgrade.ask(channel);
        }
    }

    private void ask(Channel channel) {
        handshake.handshake(channel).addListener(done -> {
            if (!done.isSuccess()) {
                driver.lost(Failures.of(done.cause()));
            }
        });
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        context.fireUserEventTriggered(event); // the driver judges the certificate first
        if (event instanceof SslHandshakeCompletionEvent done
                && done.isSuccess()
                && context.channel().isActive()) {
            ask(context.channel());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpResponse response) {
                take(response);
            }
            if (message instanceof LastHttpContent && switching != null) {
                finish(context, switching);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(HttpResponse response) {
        HttpResponseStatus status = response.status();
        if (response.decoderResult().isFailure()) {
            driver.lost(Failures.http("the server's answer is no response of HTTP/1.1"));
        } else if (status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            List<String> granted = response.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
            if (granted.equals(List.of(WebSocketRequests.SUBPROTOCOL))) {
                switching = response;
            } else {
                driver.lost(Failures.http("the server did not grant the subprotocol xmpp (RFC 7395 section 3.1)"));
            }
        } else if (status.codeClass() != HttpStatusClass.INFORMATIONAL) {
            @Nullable String location = response.headers().get(HttpHeaderNames.LOCATION);
            driver.lost(Failures.http("the server did not open a WebSocket, but answered " + status
                    + (location == null ? "" : " and leads to " + location + ", which is not followed")));
        }
    }

    private void finish(ChannelHandlerContext context, HttpResponse response) {
        FullHttpResponse whole = new DefaultFullHttpResponse(
                response.protocolVersion(),
                response.status(),
                Unpooled.EMPTY_BUFFER,
                response.headers(),
                EmptyHttpHeaders.INSTANCE);
        try {
            handshake.finishHandshake(context.channel(), whole);
        } catch (WebSocketHandshakeException refused) {
            driver.lost(Failures.http("the server's answer opens no WebSocket: " + Failures.detail(refused)));
            return;
        }
        ChannelPipeline pipeline = context.pipeline();
        pipeline.remove(this);
        WebSocketMessages.install(pipeline, CODEC, driver, transport, messageOctets);
        transport.opened();
        driver.start();
    }

    /** Netty's, but for the header Origin, which is for browsers, and for what becomes of faults. */
    private static final class Handshake extends WebSocketClientHandshaker13 {
        Handshake(URI uri, int messageOctets) {
            super(
                    uri,
                    WebSocketVersion.V13,
                    WebSocketRequests.SUBPROTOCOL,
                    false,
                    EmptyHttpHeaders.INSTANCE,
                    messageOctets);
        }

        @Override
        protected FullHttpRequest newHandshakeRequest() {
            FullHttpRequest request = super.newHandshakeRequest();
            request.headers().remove(HttpHeaderNames.ORIGIN);
            return request;
        }

        @Override
        protected WebSocketFrameDecoder newWebsocketDecoder() {
            return new WebSocket13FrameDecoder(WebSocketMessages.decoding(maxFramePayloadLength(), false));
        }
    }
}
