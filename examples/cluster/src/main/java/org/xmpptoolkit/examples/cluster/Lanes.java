package org.xmpptoolkit.examples.cluster;

import com.hazelcast.map.IMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands to accounts: in order for each account, one batch of them under way at a time, in which all go that came meanwhile. So
 * a round trip carries the more the slower it is, and a batch that Hazelcast has to repeat is never overtaken. Thread-safe; nothing blocks.
 */
@SuppressWarnings("FutureReturnValueIgnored") // of stages whose functions do not throw
final class Lanes {
    private static final int BATCH = 256;

    private final IMap<String, Account> accounts;
    private final UUID node;
    /** Hears of each outcome before whoever gave the command does. */
    private final Consumer<Done> outcomes;

    private final AtomicLong numbers = new AtomicLong();
    /** The commands of those accounts that have a batch under way; guarded by the map's entry. */
    private final ConcurrentHashMap<String, Deque<Waiting>> waiting = new ConcurrentHashMap<>();

    /** A command and what it led to. */
    record Done(Command command, Outcome outcome) {}

    private record Waiting(Command command, CompletableFuture<Outcome> result) {}

    /** Where results are worked on: Hazelcast's own threads are for Hazelcast. */
    private final Executor executor;

    Lanes(IMap<String, Account> accounts, UUID node, Executor executor, Consumer<Done> outcomes) {
        this.accounts = accounts;
        this.node = node;
        this.executor = executor;
        this.outcomes = outcomes;
    }

    /**
     * Has something done to an account.
     *
     * @param account its bare address
     * @return what it led to, once the cluster holds it with a backup; fails if the cluster does not answer
     */
    CompletionStage<Outcome> submit(String account, Command command) {
        Waiting mine = new Waiting(command, new CompletableFuture<>());
        List<Waiting> first = new ArrayList<>(1);
        waiting.compute(account, (key, queue) -> {
            if (queue == null) {
                first.add(mine);
                return new ArrayDeque<>(1);
            }
            queue.add(mine);
            return queue;
        });
        if (!first.isEmpty()) {
            send(account, first);
        }
        return mine.result();
    }

    /** How many accounts have commands under way. */
    int busy() {
        return waiting.size();
    }

    private void send(String account, List<Waiting> batch) {
        List<Command> commands = batch.stream().map(Waiting::command).toList();
        CompletionStage<Batch.Result> sent;
        try {
            sent = accounts.submitToKey(account, new Batch(node, numbers.incrementAndGet(), commands));
        } catch (RuntimeException inactive) { // this member is shutting down
            sent = CompletableFuture.failedFuture(inactive);
        }
        sent.whenCompleteAsync(
                (result, failure) -> {
                    next(account); // before the results, which may lead to more
                    done(batch, result, failure);
                },
                executor);
    }

    private void next(String account) {
        List<Waiting> batch = new ArrayList<>();
        waiting.computeIfPresent(account, (key, queue) -> {
            while (!queue.isEmpty() && batch.size() < BATCH) {
                batch.add(queue.remove());
            }
            return batch.isEmpty() ? null : queue;
        });
        if (!batch.isEmpty()) {
            send(account, batch);
        }
    }

    private void done(List<Waiting> batch, Batch.@Nullable Result result, @Nullable Throwable failure) {
        for (int i = 0; i < batch.size(); i++) {
            Waiting command = batch.get(i);
            if (result == null) {
                command.result()
                        .completeExceptionally(failure == null ? new IllegalStateException("no result") : failure);
            } else {
                Outcome outcome = result.outcomes().get(i);
                outcomes.accept(new Done(command.command(), outcome));
                command.result().complete(outcome);
            }
        }
    }
}
