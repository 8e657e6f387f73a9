package org.xmpptoolkit.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Event loops where the application gives none. */
final class Loops {
    private static final long QUIET_MILLIS = 50;
    private static final long PATIENCE_MILLIS = 5_000;

    private Loops() {}

    static EventLoopGroup create(int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("xmpp", true), NioIoHandler.newFactory());
    }

    /** Ends loops once nothing was left to do for a moment, so that what follows the last close still runs. */
    static Future<?> end(EventLoopGroup group) {
        return group.shutdownGracefully(QUIET_MILLIS, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
