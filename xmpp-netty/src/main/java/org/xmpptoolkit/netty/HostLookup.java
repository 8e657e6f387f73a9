package org.xmpptoolkit.netty;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks up hosts as the JDK does, but where it may block. Keeps nothing for an event loop, so nobody has to close it. */
final class HostLookup extends AddressResolverGroup<InetSocketAddress> {
    /** They wait for the network and do not work, so their number has nothing to do with that of processors. */
    private static final int THREADS = 8;

    private final Executor executor;
    private final Names names;

    /** On the given executor, or on threads of its own. */
    HostLookup(@Nullable Executor executor) {
        this(executor, InetAddress::getAllByName);
    }

    /** The same with other names than the JDK has. */
    HostLookup(@Nullable Executor executor, Names names) {
        this.names = names;
        this.executor = executor != null ? executor : Computations.pool(THREADS, "xmpp-lookup-");
    }

    /** Without the super class's registry, which would grow with the loops that connections have of their own. */
    @Override
    public AddressResolver<InetSocketAddress> getResolver(EventExecutor loop) {
        return newResolver(loop);
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor loop) {
        return new Resolver(loop);
    }

    /** Gives the addresses of a name; may block. */
    @FunctionalInterface
    interface Names {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    private final class Resolver extends AbstractAddressResolver<InetSocketAddress> {
        private final EventExecutor loop;

        Resolver(EventExecutor loop) {
            super(loop, InetSocketAddress.class);
            this.loop = loop;
        }

        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return !address.isUnresolved();
        }

        @Override
        protected void doResolve(InetSocketAddress host, Promise<InetSocketAddress> found) {
            lookUp(host, found, addresses -> addresses.get(0));
        }

        @Override
        protected void doResolveAll(InetSocketAddress host, Promise<List<InetSocketAddress>> found) {
            lookUp(host, found, addresses -> addresses);
        }

        private <T> void lookUp(InetSocketAddress host, Promise<T> found, Function<List<InetSocketAddress>, T> choice) {
            try {
                executor.execute(() -> complete(host, found, choice));
            } catch (RuntimeException | Error failure) {
                found.setFailure(failure);
            }
        }

        private <T> void complete(
                InetSocketAddress host, Promise<T> found, Function<List<InetSocketAddress>, T> choice) {
            Runnable next;
            try {
                List<InetSocketAddress> addresses = Arrays.stream(names.addresses(host.getHostString()))
                        .map(address -> new InetSocketAddress(address, host.getPort()))
                        .toList();
                next = () -> found.trySuccess(choice.apply(addresses));
            } catch (Throwable failure) {
                next = () -> found.tryFailure(failure);
            }
            try {
                loop.execute(next);
            } catch (RejectedExecutionException over) {
                // the loop is shut down: the connection is gone, after a deadline for one
            }
        }
    }
}
