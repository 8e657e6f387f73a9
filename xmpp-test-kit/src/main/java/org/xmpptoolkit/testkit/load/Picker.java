package org.xmpptoolkit.testkit.load;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Picks who sends and who is written to: any two, but no one twice. Used by one thread.
 *
 * @param <T> what there is to pick from
 */
final class Picker<T> {
    /**
     * Two of them.
     *
     * @param sender who sends
     * @param addressee another one, who is written to
     * @param <T> what they are
     */
    record Pair<T>(T sender, T addressee) {}

    private final List<T> all;
    private final RandomGenerator random;

    Picker(List<T> all, RandomGenerator random) {
        this.all = List.copyOf(all);
        this.random = random;
    }

    /**
     * Picks a pair.
     *
     * @param usable who may be picked at all
     * @return the pair; nothing if fewer than two are usable
     */
    Optional<Pair<T>> pick(Predicate<? super T> usable) {
        Optional<T> sender = one(usable);
        return sender.flatMap(
                first -> one(other -> other != first && usable.test(other)).map(second -> new Pair<>(first, second)));
    }

    /** The first usable one from a random place on. */
    private Optional<T> one(Predicate<? super T> usable) {
        int size = all.size();
        int begin = size == 0 ? 0 : random.nextInt(size);
        for (int i = 0; i < size; i++) {
            T candidate = all.get((begin + i) % size);
            if (usable.test(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
