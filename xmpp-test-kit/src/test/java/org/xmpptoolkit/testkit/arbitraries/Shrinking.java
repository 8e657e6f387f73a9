package org.xmpptoolkit.testkit.arbitraries;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/** Walks what values shrink to. */
final class Shrinking {
    private static final int GEN_SIZE = 1000;
    private static final int CHILDREN = 40;
    private static final int CANDIDATES = 400;

    private Shrinking() {}

    /** Checks values, and candidates that they shrink to, nearest first; gives how many candidates were seen. */
    static <T> int walk(Arbitrary<T> arbitrary, long seed, int values, Consumer<T> check) {
        RandomGenerator<T> generator = arbitrary.generator(GEN_SIZE);
        Random random = new Random(seed);
        int seen = 0;
        for (int i = 0; i < values; i++) {
            Queue<Shrinkable<T>> queue = new ArrayDeque<>();
            queue.add(generator.next(random));
            for (int walked = 0; walked < CANDIDATES && !queue.isEmpty(); walked++) {
                Shrinkable<T> shrinkable = queue.remove();
                check.accept(shrinkable.value());
                seen += walked > 0 ? 1 : 0;
                Iterator<Shrinkable<T>> candidates =
                        shrinkable.shrink().limit(CHILDREN).iterator();
                candidates.forEachRemaining(queue::add);
            }
        }
        return seen;
    }

    /** What a value shrinks to if anything will do: the first candidate of the first and so on. */
    static <T> T smallest(Shrinkable<T> shrinkable) {
        Shrinkable<T> current = shrinkable;
        for (int steps = 0; steps < 10_000; steps++) {
            Iterator<Shrinkable<T>> candidates = current.shrink().iterator();
            if (!candidates.hasNext()) {
                return current.value();
            }
            current = candidates.next();
        }
        throw new AssertionError("shrinks for ever: " + current.value());
    }
}
