package org.xmpptoolkit.testkit.mutant;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.testkit.check.Tamper;

/** Stands on the way to a server over WebSocket, without TLS, and lets a tamper change its messages. A frame is a message. */
final class WebSocketSaboteur implements AutoCloseable {
    private static final String PATH = "/xmpp-websocket";
    private static final int REQUEST_OCTETS = 65_536;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final HttpClient http = HttpClient.newHttpClient();
    private final Channel listener;

    /**
     * Begins to listen.
     *
     * @param port where the server listens on the loopback address
     * @param tampers makes one for each connection
     */
    WebSocketSaboteur(int port, Supplier<Tamper> tampers) {
        URI server = URI.create("ws://127.0.0.1:" + port + PATH);
        this.listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        Tamper tamper = tampers.get();
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(REQUEST_OCTETS),
                                        new WebSocketServerProtocolHandler(PATH, tamper.subprotocol()),
                                        new Passing(server, tamper));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /** Where clients are to connect. */
    URI uri() {
        return URI.create("ws://127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort() + PATH);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** One connection. All of it is done by the channel's own thread. */
    @SuppressWarnings("FutureReturnValueIgnored") // what is not passed on shows in the case
    private final class Passing extends SimpleChannelInboundHandler<TextWebSocketFrame>
            implements WebSocket.Listener, Tamper.Link {
        private final URI server;
        private final Tamper tamper;
        private final StringBuilder part = new StringBuilder();
        private @Nullable ChannelHandlerContext client;
        private @Nullable WebSocket subject;
        private int headers;

        Passing(URI server, Tamper tamper) {
            this.server = server;
            this.tamper = tamper;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof HandshakeComplete) {
                client = context;
                subject = http.newWebSocketBuilder()
                        .subprotocols("xmpp")
                        .buildAsync(server, this)
                        .join();
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            tell(tamper.heard(frame.text(), this));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (subject != null) {
                subject.abort();
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                String message = part.toString();
                part.setLength(0);
                later(() -> {
                    headers += message.startsWith("<open") ? 1 : 0;
                    say(tamper.said(message, this));
                });
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            later(this::ended);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            later(this::ended);
        }

        private void ended() {
            if (tamper.passesEnd()) {
                end();
            }
        }

        private void later(Runnable work) {
            if (client != null) {
                client.executor().execute(work);
            }
        }

        @Override
        public void say(String text) {
            if (client != null && !text.isEmpty()) {
                client.writeAndFlush(new TextWebSocketFrame(text));
            }
        }

        @Override
        public void sayBinary(String text) {
            if (client != null) {
                client.writeAndFlush(new BinaryWebSocketFrame(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
            }
        }

        @Override
        public void tell(String text) {
            if (subject != null && !text.isEmpty()) {
                try {
                    subject.sendText(text, true).join();
                } catch (CompletionException e) {
                    // the subject has ended it: what is not passed on shows in the case
                }
            }
        }

        @Override
        public void end() {
            if (client != null) {
                client.writeAndFlush(new CloseWebSocketFrame()).addListener(ChannelFutureListener.CLOSE);
            }
        }

        @Override
        public int headers() {
            return headers;
        }
    }
}
