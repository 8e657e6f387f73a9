package org.xmpptoolkit.stream.lookup;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before connecting again (RFC 6120 section 3.3). Immutable: each attempt that fails leads to {@link #next}; a stream
 * that is established leads back to the start.
 *
 * <p>The first wait is drawn from nothing up to {@link #first}, so that clients that lost one server at one time do not come back
 * at one time. Each next one is drawn from the end of the range before up to twice that, until {@link #most}: so it is longer than the
 * one before, and still nobody can tell it. From then on each is drawn from the upper half of {@code most}.
 *
 * @param first the end of the first range
 * @param most no wait is longer
 * @param attempts how many attempts failed since the last stream that was established
 */
public record Backoff(Duration first, Duration most, int attempts) {
    /** Up to 60 s at first, up to 32 minutes later. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(60), Duration.ofMinutes(32), 0);

    private static final int DOUBLINGS = 62;

    /**
     * Checks the durations.
     *
     * @param first more than nothing
     * @param most {@code first} or more, and at most 2^62 nanoseconds (146 years)
     * @param attempts 0 or more
     * @throws IllegalArgumentException if {@code first} is nothing or negative, {@code most} is shorter or over 2^62 nanoseconds (146
     *     years), or {@code attempts} is negative
     */
    public Backoff {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("first is " + first + ": give more than nothing");
        }
        if (most.compareTo(first) < 0 || most.compareTo(Duration.ofNanos(1L << DOUBLINGS)) > 0) {
            throw new IllegalArgumentException("most is " + most + ": give " + first + " to 2^62 ns");
        }
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts is " + attempts + ": give 0 or more");
        }
    }

    /**
     * {@return the wait before the next attempt}
     *
     * @param random draws it; need not be secure
     */
    public Duration delay(RandomGenerator random) {
        long end = end(attempts);
        long before = attempts == 0 ? 0 : end(attempts - 1);
        long begin = before < end ? before : end / 2;
        return Duration.ofNanos(begin + random.nextLong(end - begin));
    }

    private long end(int doublings) {
        long start = first.toNanos();
        long bound = most.toNanos();
        boolean over = doublings >= DOUBLINGS || start > bound >> doublings;
        return over ? bound : start << doublings;
    }

    /** {@return how long to wait behind one more attempt that failed} */
    public Backoff next() {
        return attempts == Integer.MAX_VALUE ? this : new Backoff(first, most, attempts + 1);
    }

    /** {@return how long to wait behind a stream that was established: as at the start} */
    public Backoff restarted() {
        return new Backoff(first, most, 0);
    }
}
