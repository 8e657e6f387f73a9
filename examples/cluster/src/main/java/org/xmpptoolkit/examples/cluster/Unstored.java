package org.xmpptoolkit.examples.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a client has sent and the cluster does not hold yet. Bounded. Not thread-safe. */
final class Unstored {
    private static final int FEW = 64;

    private final int most;
    private List<CompletableFuture<?>> steps = new ArrayList<>(0);
    /** All that is no longer among the steps. */
    private CompletableFuture<?> earlier = CompletableFuture.completedFuture(null);
    /** How many steps there are when those that are done are dropped next: rarely, so that each costs little. */
    private int dropAt = FEW;

    Unstored(int most) {
        this.most = most;
    }

    /**
     * Adds a stanza that is on its way.
     *
     * @return false if too many are
     */
    boolean add(CompletableFuture<?> step) {
        steps.add(step);
        if (steps.size() >= dropAt || steps.size() > most) {
            steps.removeIf(done -> done.isDone() && !done.isCompletedExceptionally());
            dropAt = Math.max(FEW, 2 * steps.size());
        }
        return steps.size() <= most;
    }

    /** Done when all that was added so far is stored; fails if one is not. */
    CompletableFuture<?> all() {
        List<CompletableFuture<?>> begun = steps;
        steps = new ArrayList<>(0);
        dropAt = FEW;
        begun.add(earlier);
        earlier = CompletableFuture.allOf(begun.toArray(CompletableFuture<?>[]::new));
        return earlier;
    }
}
