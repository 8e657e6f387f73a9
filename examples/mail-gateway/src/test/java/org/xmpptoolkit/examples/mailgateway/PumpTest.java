package org.xmpptoolkit.examples.mailgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PumpTest {
    private static final Set<Thread.State> WAITS_OR_ENDED =
            EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

    @Test
    void anErrorOfTheMachineDoesNotEndIt() throws Exception {
        Queue<String> log = new ConcurrentLinkedQueue<>();
        AtomicInteger turns = new AtomicInteger();
        CompletableFuture<List<String>> again = new CompletableFuture<>();
        Pump.Work work = () -> {
            if (turns.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
            again.complete(List.copyOf(log));
            return Pump.UNTIL_WOKEN;
        };
        try (Pump pump = new Pump("test", work, Stage.SOON.backoff(), log::add)) {
            pump.start();
            assertEquals(List.of("test: java.lang.StackOverflowError"), XmppUser.await(again));
        }
    }

    /** What a turn still does when it was interrupted must not meet whoever has the outbox next. */
    @Test
    void closingItWaitsForTheTurnThatIsUnderWay() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Thread> closing = new CompletableFuture<>();
        AtomicBoolean ended = new AtomicBoolean();
        Pump pump = new Pump(
                "test",
                () -> {
                    begun.complete(null);
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) { // and goes on, until the other waits again or is at its end
                        while (!WAITS_OR_ENDED.contains(closing.join().getState())) {
                            Thread.onSpinWait();
                        }
                    }
                    ended.set(true);
                    return Pump.UNTIL_WOKEN;
                },
                Stage.SOON.backoff(),
                line -> {});
        pump.start();
        XmppUser.await(begun);
        CompletableFuture<Boolean> endedBefore = new CompletableFuture<>();
        Thread closer = new Thread(() -> {
            pump.close();
            endedBefore.complete(ended.get());
        });
        closing.complete(closer);
        closer.start();
        assertTrue(XmppUser.await(endedBefore));
    }
}
