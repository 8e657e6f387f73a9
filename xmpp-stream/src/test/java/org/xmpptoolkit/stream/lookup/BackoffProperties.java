package org.xmpptoolkit.stream.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.xmpptoolkit.rules.Rule;

class BackoffProperties {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    /** Draws the first or the last of what there is. */
    private record Edge(boolean last) implements RandomGenerator {
        @Override
        public long nextLong(long bound) {
            return last ? bound - 1 : 0;
        }

        @Override
        public long nextLong() {
            throw new AssertionError("only draws with a bound are expected");
        }
    }

    @Property
    @Rule("R-006")
    void theFirstWaitIsAnyTimeUpToOneMinute(@ForAll long seed) {
        Duration wait = Backoff.DEFAULT.delay(new SplittableRandom(seed));
        assertFalse(wait.isNegative());
        assertTrue(wait.compareTo(MINUTE) < 0, () -> wait + " is a minute or more");
    }

    @Example
    @Rule("R-006")
    void theFirstWaitReachesFromNothingToTheMinuteAndIsDrawn() {
        assertEquals(Duration.ZERO, Backoff.DEFAULT.delay(new Edge(false)));
        assertEquals(MINUTE.minusNanos(1), Backoff.DEFAULT.delay(new Edge(true)));
    }

    @Property
    @Rule("R-007")
    void eachWaitIsLongerThanTheOneBeforeUntilTheLongest(@ForAll long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Backoff backoff = Backoff.DEFAULT;
        Duration before = Duration.ofNanos(-1);
        for (int attempt = 0; attempt <= 5; attempt++) {
            Duration wait = backoff.delay(random);
            Duration shorter = before;
            assertTrue(wait.compareTo(before) > 0, () -> wait + " is no more than " + shorter);
            before = wait;
            backoff = backoff.next();
        }
        assertEquals(MINUTE.minusNanos(1), backoff.restarted().delay(new Edge(true)));
    }

    @Example
    @Rule("R-007")
    void theRangeDoublesUntilTheLongest() {
        Backoff backoff = new Backoff(MINUTE, Duration.ofMinutes(5), 0);
        for (int minutes : new int[] {1, 2, 4, 5, 5}) {
            assertEquals(Duration.ofMinutes(minutes).minusNanos(1), backoff.delay(new Edge(true)));
            backoff = backoff.next();
        }
    }

    @Property
    void noWaitIsLongerThanTheLongest(
            @ForAll long seed,
            @ForAll @LongRange(min = 1, max = 1L << 61) long first,
            @ForAll @LongRange(max = 1L << 61) long more,
            @ForAll @IntRange int attempts) {
        Backoff backoff = new Backoff(Duration.ofNanos(first), Duration.ofNanos(first + more), attempts);
        Duration wait = backoff.delay(new SplittableRandom(seed));
        assertFalse(wait.isNegative());
        assertTrue(wait.compareTo(backoff.most()) <= 0, () -> wait + " of " + backoff);
        backoff.next();
    }

    @Example
    void durationsOutOfRangeAreNotTaken() {
        assertThrows(IllegalArgumentException.class, () -> new Backoff(Duration.ZERO, MINUTE, 0));
        assertThrows(IllegalArgumentException.class, () -> new Backoff(MINUTE, Duration.ofSeconds(1), 0));
        assertThrows(IllegalArgumentException.class, () -> new Backoff(MINUTE, Duration.ofDays(1 << 20), 0));
        assertThrows(IllegalArgumentException.class, () -> new Backoff(MINUTE, MINUTE, -1));
    }
}
