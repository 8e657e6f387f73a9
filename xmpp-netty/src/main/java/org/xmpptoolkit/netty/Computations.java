package org.xmpptoolkit.netty;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads for computations where the application gives none: as many as processors, and none while there is no work. */
final class Computations {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long KEEP_SECONDS = 5;

    private Computations() {}

    /** A pool that needs no end: its threads are daemons, and leave when idle. */
    static Executor pool() {
        int threads = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, KEEP_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "xmpp-computation-" + COUNT.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
