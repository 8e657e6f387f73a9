package org.xmpptoolkit.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsPolicy;

/** The ports of a server: binds them, tells their numbers, and gives them back. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // of futures that are listened to
final class ServerPorts {
    private final List<Port> ports;

    // Guarded by this
    private final Map<Port, Channel> listening = new HashMap<>();

    /**
     * Ports that are not bound yet.
     *
     * @param ports the main one first
     */
    ServerPorts(List<Port> ports) {
        this.ports = List.copyOf(ports);
    }

    /**
     * Binds all of them.
     *
     * @param accept takes each connection, on its event loop
     * @return done when all of them listen; fails with a {@link TransportException} if one cannot be had, and then others may listen
     */
    CompletableFuture<Void> bind(EventLoopGroup loops, BiConsumer<Channel, Port> accept) {
        return CompletableFuture.allOf(
                ports.stream().map(port -> bind(port, loops, accept)).toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> bind(Port port, EventLoopGroup loops, BiConsumer<Channel, Port> accept) {
        CompletableFuture<Void> bound = new CompletableFuture<>();
        new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept.accept(channel, port);
                    }
                })
                .bind(port.address())
                .addListener((ChannelFuture done) -> {
                    if (done.isSuccess()) {
                        listens(port, done.channel());
                        bound.complete(null);
                    } else {
                        bound.completeExceptionally(Failures.ofBinding(port.address(), done.cause()));
                    }
                });
        return bound;
    }

    private synchronized void listens(Port port, Channel channel) {
        listening.put(port, channel);
    }

    /** Gives them back; never fails. */
    CompletableFuture<Void> close() {
        List<Channel> open;
        synchronized (this) {
            open = List.copyOf(listening.values());
            listening.clear();
        }
        return CompletableFuture.allOf(open.stream().map(ServerPorts::close).toArray(CompletableFuture<?>[]::new));
    }

    /** Closes a channel; never fails. */
    static CompletableFuture<Void> close(Channel channel) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        channel.close().addListener(done -> end.complete(null));
        return end;
    }

    /** The number of the main one. */
    int number() {
        return number(ports.get(0));
    }

    /**
     * The number of the first one of its kind.
     *
     * @param missing what to say if there is none
     */
    int number(boolean webSocket, boolean tls, String missing) {
        return number(ports.stream()
                .filter(port -> port.webSocket() == webSocket && port.isDirectTls() == tls)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(missing)));
    }

    private synchronized int number(Port port) {
        @Nullable Channel channel = listening.get(port);
        if (channel == null || !(channel.localAddress() instanceof InetSocketAddress bound)) {
            throw new IllegalStateException("the server does not listen: await start()");
        }
        return bound.getPort();
    }

    /**
     * Where to listen, and how streams are run there.
     *
     * @param webSocket whether they are carried by WebSockets
     */
    record Port(InetSocketAddress address, StreamConfig config, boolean webSocket) {
        boolean isDirectTls() {
            return config.tlsPolicy() == TlsPolicy.DIRECT;
        }
    }
}
