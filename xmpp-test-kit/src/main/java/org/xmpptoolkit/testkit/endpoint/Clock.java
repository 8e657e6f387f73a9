package org.xmpptoolkit.testkit.endpoint;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock of the machine, on a thread that starts with the first task. */
final class Clock implements Scheduler {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "xmpp-endpoint-clock");
        thread.setDaemon(true);
        return thread;
    });

    Clock() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        try {
            ScheduledFuture<?> due = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> due.cancel(false);
        } catch (RejectedExecutionException stopped) {
            return () -> {};
        }
    }

    void stop() {
        executor.shutdown();
    }
}
