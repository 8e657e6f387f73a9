package org.xmpptoolkit.testkit.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One run: all clients log in, then messages are sent, what is on the way is waited for, and the streams are closed in order. {@link
 * #run} is called once; {@link #stop} by any thread.
 */
public final class LoadRun {
    private static final Duration CLOSING = Duration.ofSeconds(12);
    /** Who was told to stop waits no longer for what is on the way. */
    private static final Duration STOPPING = Duration.ofSeconds(2);

    private final LoadConfig config;
    private final Duration stopping;
    private final Consumer<LoadProgress> progress;
    private final LongSupplier clock = System::nanoTime;
    private final Tally tally = new Tally();
    private final LoginGate gate;
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final long begin = clock.getAsLong();
    private volatile LoadProgress.Phase phase = LoadProgress.Phase.LOGGING_IN;
    private volatile List<LoadClient> clients = List.of();

    /**
     * A run.
     *
     * @param config what to do
     * @param progress hears each second how far it is, by a thread of its own
     */
    public LoadRun(LoadConfig config, Consumer<LoadProgress> progress) {
        this(config, progress, STOPPING);
    }

    /** A run that waits for what is on the way for a certain time once it was told to stop. */
    LoadRun(LoadConfig config, Consumer<LoadProgress> progress, Duration stopping) {
        this.config = config;
        this.progress = progress;
        this.stopping = stopping;
        this.gate = new LoginGate(config.loginsAtOnce());
    }

    /** Ends it before its time: the result is what was measured until then. May be called again. */
    public void stop() {
        stop.complete(null);
    }

    /** Whether it was told to stop. */
    public boolean isStopped() {
        return stop.isDone();
    }

    /**
     * Does it all. If the first client can log in nowhere, no other one tries.
     *
     * @return what was measured
     * @throws InterruptedException if the thread is interrupted; then streams are not closed in order
     */
    public LoadResult run() throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("load", true), NioIoHandler.newFactory());
        ExecutorService computations =
                Executors.newFixedThreadPool(threads, new DefaultThreadFactory("load-login", true));
        ScheduledExecutorService ticks =
                Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("load-progress", true));
        try {
            return run(loops, computations, ticks);
        } finally {
            ticks.shutdownNow();
            computations.shutdownNow();
            await(
                    CompletableFuture.runAsync(loops.shutdownGracefully(0, 2, TimeUnit.SECONDS)::syncUninterruptibly),
                    CLOSING);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a task that goes on until its executor ends
    private LoadResult run(EventLoopGroup loops, ExecutorService computations, ScheduledExecutorService ticks)
            throws InterruptedException {
        String name = Long.toString(new SecureRandom().nextLong() >>> 1, Character.MAX_RADIX);
        Traffic traffic = new Traffic(name, tally, clock);
        LoadClient.Shared shared = new LoadClient.Shared(config, name, traffic, tally, gate, computations);
        clients = IntStream.range(0, config.clients())
                .mapToObj(index -> new LoadClient(shared, index, loops.next()))
                .toList();
        ticks.scheduleAtFixedRate(this::tell, 1, 1, TimeUnit.SECONDS);
        logIn();
        Duration loggingIn = since(begin);
        Duration sending = Duration.ZERO;
        if (tally.loggedInCount() > 1 && !isStopped()) {
            phase = LoadProgress.Phase.SENDING;
            long start = clock.getAsLong();
            Schedule schedule = new Schedule(config.rate(), config.duration(), start);
            traffic.begin(schedule);
            send(schedule);
            sending = since(start);
            phase = LoadProgress.Phase.WAITING;
            tally.end();
            if (config.resume() || clients.stream().anyMatch(LoadClient::isUp)) { // else nothing can come any more
                await(unlessStopped(tally.settled()), config.patience());
            }
            if (isStopped()) {
                await(tally.settled(), stopping);
            }
        }
        phase = LoadProgress.Phase.CLOSING;
        gate.shut();
        await(all(clients.stream().map(LoadClient::close).toList()), CLOSING);
        return tally.result(config.clients(), loggingIn, sending);
    }

    private void logIn() throws InterruptedException {
        await(unlessStopped(clients.get(0).login()), null);
        if (tally.loggedInCount() > 0) {
            await(
                    unlessStopped(
                            all(clients.stream().skip(1).map(LoadClient::login).toList())),
                    null);
        }
    }

    /** Sends each message at its time, or as soon behind it as may be. */
    private void send(Schedule schedule) throws InterruptedException {
        Picker<LoadClient> picker = new Picker<>(clients, new SplittableRandom(config.seed()));
        long end = schedule.start() + config.duration().toNanos();
        long next = 0;
        while (!isStopped()) {
            long now = clock.getAsLong();
            for (long due = schedule.due(now); next < due; next++) {
                Optional<Picker.Pair<LoadClient>> pair = picker.pick(LoadClient::isUsable);
                int number = Math.toIntExact(next);
                tally.due(next + 1);
                pair.ifPresent(found -> found.sender().send(number, found.addressee()));
            }
            if (now >= end) {
                return;
            }
            long until = next < schedule.total() ? Math.min(end, schedule.intended(next)) : end;
            await(stop, Duration.ofNanos(Math.max(1, until - clock.getAsLong())));
        }
    }

    private void tell() {
        int connected = (int) clients.stream().filter(LoadClient::isUp).count();
        progress.accept(tally.progress(phase, since(begin), connected));
    }

    private Duration since(long start) {
        return Duration.ofNanos(clock.getAsLong() - start);
    }

    private CompletionStage<?> unlessStopped(CompletionStage<?> stage) {
        return CompletableFuture.anyOf(stage.toCompletableFuture(), stop);
    }

    private static CompletionStage<Void> all(List<? extends CompletionStage<?>> stages) {
        return CompletableFuture.allOf(
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }

    /** Waits, with a bound if one is given. */
    private static void await(CompletionStage<?> stage, @Nullable Duration most) throws InterruptedException {
        try {
            if (most == null) {
                stage.toCompletableFuture().get();
            } else {
                stage.toCompletableFuture().get(most.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException enough) {
            // whoever waited goes on with what there is
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
