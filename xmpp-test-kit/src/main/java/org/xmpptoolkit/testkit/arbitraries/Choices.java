package org.xmpptoolkit.testkit.arbitraries;

import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Choices that shrinking never takes back. */
final class Choices {
    private Choices() {}

    /** One of several values, never shrunk to another. */
    static <T> Arbitrary<T> fixed(List<T> values) {
        return Arbitraries.randomValue(random -> values.get(random.nextInt(values.size())));
    }

    /**
     * One of several kinds of values. jqwik's {@code oneOf} shrinks from one arbitrary to another; here a value stays of the kind that it
     * is of.
     */
    static <K, T> Arbitrary<T> kept(List<K> kinds, Function<K, Arbitrary<T>> values) {
        return fixed(kinds).flatMap(values);
    }
}
