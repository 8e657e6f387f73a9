package org.xmpptoolkit.netty;

import io.netty.channel.EventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.stream.Computation;

/** Does computations off the event loop. Thread-safe. */
final class Computations {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long KEEP_SECONDS = 5;

    private final Executor executor;

    /** On the given executor, or on threads of its own. */
    Computations(@Nullable Executor executor) {
        this.executor = executor != null ? executor : pool();
    }

    /** As many threads as processors, and none while there is no work: a pool that nobody has to end. */
    private static Executor pool() {
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

    /** Where to do other work that would hold up an event loop. */
    Executor executor() {
        return executor;
    }

    /** Does the work; hands its answer, or what it threw, over on the event loop. */
    <R> void run(Computation<R> work, EventLoop loop, Consumer<R> answered, Consumer<Throwable> failed) {
        try {
            executor.execute(() -> {
                Runnable next;
                try {
                    R answer = work.compute();
                    next = () -> answered.accept(answer);
                } catch (Throwable failure) {
                    next = () -> failed.accept(failure);
                }
                if (!loop.isShuttingDown()) { // else the stream is gone, and with it the question
                    loop.execute(next);
                }
            });
        } catch (RuntimeException | Error failure) { // such as no thread to be had
            failed.accept(failure);
        }
    }
}
