package org.xmpptoolkit.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UnstoredTest {
    private static final int MOST = 100;

    private final Unstored unstored = new Unstored(MOST);

    /** Who does not ask for acknowledgements may send as long as the cluster takes it. */
    @Test
    void whatIsStoredDoesNotCount() {
        List<CompletableFuture<?>> open = new ArrayList<>();
        for (int i = 0; i < 10 * MOST; i++) {
            CompletableFuture<?> step = i % 20 == 0 ? new CompletableFuture<>() : CompletableFuture.completedFuture(1);
            if (!step.isDone()) {
                open.add(step);
            }
            assertTrue(unstored.add(step), "step " + i);
        }
        for (int i = open.size(); i < MOST; i++) {
            assertTrue(unstored.add(new CompletableFuture<>()), "step " + i);
        }
        assertFalse(unstored.add(new CompletableFuture<>()));
    }

    @Test
    void allIsStoredWhenTheLastOneIs() {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        CompletableFuture<Integer> second = new CompletableFuture<>();
        unstored.add(first);
        CompletableFuture<?> before = unstored.all();
        unstored.add(second);
        CompletableFuture<?> all = unstored.all();
        second.complete(2);
        assertFalse(all.isDone(), "what came earlier counts too");
        first.complete(1);
        assertTrue(before.isDone());
        assertTrue(all.isDone());
    }

    @Test
    void whatFailedIsNeverForgotten() {
        unstored.add(CompletableFuture.failedFuture(new IllegalStateException("the cluster does not answer")));
        for (int i = 0; i < 10 * MOST; i++) {
            unstored.add(CompletableFuture.completedFuture(1));
        }
        assertTrue(unstored.all().isCompletedExceptionally());
        unstored.add(CompletableFuture.completedFuture(1));
        assertTrue(unstored.all().isCompletedExceptionally());
    }
}
