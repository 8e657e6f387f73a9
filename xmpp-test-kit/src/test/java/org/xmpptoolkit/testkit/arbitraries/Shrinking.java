package org.xmpptoolkit.testkit.arbitraries;

import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/** Walks what values shrink to. */
final class Shrinking {
    private static final int GEN_SIZE = 1000;
    private static final int DEPTH = 25;
    private static final int CANDIDATES = 10;

    private Shrinking() {}

    /**
     * Checks values, and for each a line of what it shrinks to: a candidate, one of that candidate's and so on. Gives how many candidates
     * were seen.
     */
    static <T> int walk(Arbitrary<T> arbitrary, long seed, int values, Consumer<T> check) {
        RandomGenerator<T> generator = arbitrary.generator(GEN_SIZE);
        Random random = new Random(seed);
        int seen = 0;
        for (int i = 0; i < values; i++) {
            Shrinkable<T> shrinkable = generator.next(random);
            check.accept(shrinkable.value());
            for (int depth = 0; depth < DEPTH; depth++) {
                List<Shrinkable<T>> candidates =
                        shrinkable.shrink().limit(CANDIDATES).toList();
                if (candidates.isEmpty()) {
                    break;
                }
                shrinkable = candidates.get(random.nextInt(candidates.size()));
                check.accept(shrinkable.value());
                seen++;
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
