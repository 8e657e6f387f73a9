package org.xmpptoolkit.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.stream.lookup.Endpoint;

/**
 * Makes one connection: tries each address of each target of each destination in turn until one answers (RFC 6120 section 3.2.1). What is left of the
 * time is shared out among what is left to try, so that a name or an address that does not answer leaves time for the others. Used on
 * one event loop, and once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // of futures that are listened to, and of closing, which does not fail
final class Connector {
    private final EventLoop loop;
    private final AddressResolver<InetSocketAddress> hosts;
    private final Duration patience;
    private final BiConsumer<Channel, Target> connected;
    private final Consumer<TransportException> failed;

    private final Deque<Target> targets = new ArrayDeque<>();
    private final Deque<Destination> destinations = new ArrayDeque<>();
    private final Deque<InetSocketAddress> addresses = new ArrayDeque<>();
    private TransportException last = Failures.noService();
    private final long end;
    private @Nullable Future<?> deadline;
    private @Nullable Future<?> lookup;
    private @Nullable Channel attempt;
    private boolean tried;
    private boolean over;

    /**
     * A connector.
     *
     * @param patience from now on, for all together
     * @param connected hears of the channel, which is connected and does not read until it is told to
     * @param failed hears why nothing could be connected to
     */
    Connector(
            EventLoop loop,
            HostLookup hosts,
            Duration patience,
            BiConsumer<Channel, Target> connected,
            Consumer<TransportException> failed) {
        this.loop = loop;
        this.hosts = hosts.getResolver(loop);
        this.patience = patience;
        this.connected = connected;
        this.failed = failed;
        this.end = loop.ticker().nanoTime() + patience.toNanos();
    }

    /** Begins with the first of the destinations, which is one at least. */
    void begin(List<Destination> inThisOrder) {
        destinations.addAll(inThisOrder);
        deadline = loop.schedule(
                () -> fail(Failures.negotiationExpired(patience)), patience.toNanos(), TimeUnit.NANOSECONDS);
        next();
    }

    private void next() {
        if (over) {
            return;
        }
        @Nullable Target target = targets.poll();
        if (target != null) {
            lookUp(target);
            return;
        }
        @Nullable Destination destination = destinations.poll();
        if (destination == null) {
            fail(last);
            return;
        }
        CompletableFuture<List<Target>> found = new CompletableFuture<>();
        Optional<Future<?>> late = destinations.isEmpty() // else the deadline for all does it
                ? Optional.empty()
                : Optional.of(loop.schedule(
                        () -> found.completeExceptionally(Failures.negotiationExpired(patience)),
                        share(1 + destinations.size()),
                        TimeUnit.MILLISECONDS));
        destination.targets(loop).whenComplete((all, failure) -> onLoop(() -> complete(found, all, failure)));
        found.whenComplete((all, failure) -> {
            late.ifPresent(timer -> timer.cancel(false));
            if (failure == null) {
                targets.addAll(all);
            } else if (tried) {
                last.addSuppressed(failure); // what came of the first one tells more
            } else {
                last = Failures.of(failure);
            }
            tried = true;
            next();
        });
    }

    private static <T> void complete(CompletableFuture<T> stage, T value, @Nullable Throwable failure) {
        if (failure == null) {
            stage.complete(value);
        } else {
            @Nullable Throwable cause = failure.getCause();
            stage.completeExceptionally(failure instanceof CompletionException && cause != null ? cause : failure);
        }
    }

    private void lookUp(Target target) {
        Endpoint endpoint = target.endpoint();
        Future<List<InetSocketAddress>> asked =
                hosts.resolveAll(InetSocketAddress.createUnresolved(endpoint.host(), endpoint.port()));
        Future<?> late = loop.schedule(() -> asked.cancel(false), share(1 + left()), TimeUnit.MILLISECONDS);
        lookup = asked;
        asked.addListener((Future<List<InetSocketAddress>> done) -> {
            late.cancel(false);
            if (done.isSuccess()) {
                addresses.addAll(done.getNow());
            } else {
                last = done.isCancelled() ? Failures.lookupExpired(endpoint.host()) : Failures.of(done.cause());
            }
            nextAddress(target);
        });
    }

    /** What is left to try behind this target, counting a destination as one. */
    private int left() {
        return targets.size() + destinations.size();
    }

    private void nextAddress(Target target) {
        if (over) {
            return;
        }
        @Nullable InetSocketAddress address = addresses.poll();
        if (address == null) {
            next();
            return;
        }
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false) // until somebody listens
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, share(1 + addresses.size() + left()))
                .handler(new ChannelInboundHandlerAdapter())
                .connect(address);
        attempt = connecting.channel();
        connecting.addListener(done -> {
            if (over) {
                connecting.channel().close();
            } else if (done.isSuccess()) {
                finish();
                connected.accept(connecting.channel(), target);
            } else {
                last = Failures.of(done.cause());
                nextAddress(target);
            }
        });
    }

    private int share(int parts) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - loop.ticker().nanoTime());
        return Math.toIntExact(Math.max(1, left / parts)); // 0 would be for ever
    }

    private void fail(TransportException cause) {
        if (!over) {
            finish();
            if (attempt != null) {
                attempt.close();
            }
            failed.accept(cause);
        }
    }

    private void finish() {
        over = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (lookup != null) {
            lookup.cancel(false);
        }
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            try {
                loop.execute(task);
            } catch (RejectedExecutionException ended) {
                failed.accept(Failures.of(ended));
            }
        }
    }
}
