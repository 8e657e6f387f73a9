package org.xmpptoolkit.netty;

import io.netty.channel.EventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.stream.Computation;

/** Does computations off the event loop. Thread-safe. */
final class Computations {
    /** How many may wait for threads of our own. */
    static final int QUEUE = 1_000;

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long KEEP_SECONDS = 5;

    private final Executor executor;

    /** On the given executor, or on threads of its own. */
    Computations(@Nullable Executor executor) {
        this.executor =
                executor != null ? executor : pool(Runtime.getRuntime().availableProcessors(), "xmpp-computation-");
    }

    /** Threads as long as there is work, and a bounded queue: a pool that nobody has to end. */
    static Executor pool(int threads, String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, KEEP_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), work -> {
                    Thread thread = new Thread(work, name + COUNT.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Does the work; hands its answer, or what it threw, over on the event loop.
     *
     * @return calls the work off if it was not begun, and keeps nothing of it
     * @throws RejectedExecutionException if too much waits already
     */
    <R> Runnable run(Computation<R> work, EventLoop loop, Consumer<R> answered, Consumer<Throwable> failed) {
        Task<R> task = new Task<>(new Job<>(work, loop, answered, failed));
        try {
            executor.execute(task);
        } catch (RejectedExecutionException full) {
            throw full;
        } catch (RuntimeException | Error failure) { // such as no thread to be had
            failed.accept(failure);
        }
        return () -> {
            task.callOff();
            if (executor instanceof ThreadPoolExecutor pool) {
                pool.remove(task); // makes room for others
            }
        };
    }

    /** What an executor holds, perhaps longer than there is a use for it. */
    private static final class Task<R> implements Runnable {
        private final AtomicReference<@Nullable Job<R>> job;

        Task(Job<R> job) {
            this.job = new AtomicReference<>(job);
        }

        void callOff() {
            job.set(null);
        }

        @Override
        public void run() {
            @Nullable Job<R> begun = job.getAndSet(null);
            if (begun != null) {
                begun.run();
            }
        }
    }

    private record Job<R>(Computation<R> work, EventLoop loop, Consumer<R> answered, Consumer<Throwable> failed) {
        void run() {
            Runnable next;
            try {
                R answer = work.compute();
                next = () -> answered.accept(answer);
            } catch (Throwable failure) {
                next = () -> failed.accept(failure);
            }
            try {
                loop.execute(next);
            } catch (RejectedExecutionException over) {
                // the loop is shut down: the stream is gone, and with it the question
            }
        }
    }
}
