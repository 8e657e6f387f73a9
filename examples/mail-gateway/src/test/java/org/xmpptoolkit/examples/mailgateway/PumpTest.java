package org.xmpptoolkit.examples.mailgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PumpTest {
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
}
