package org.xmpptoolkit.testkit.load;

import java.time.Duration;

/**
 * When each message is to be sent: the n-th, from 0 on, n / rate seconds behind the start, whatever became of those before. Immutable.
 *
 * @param rate messages a second
 * @param duration how long to send; a message that would be due at its end or later is none
 * @param start the time of the first, in nanoseconds of the clock in use
 */
record Schedule(double rate, Duration duration, long start) {
    private static final double NANOS = 1e9;

    /** How many messages there are. */
    long total() {
        return dueWithin(duration.toNanos());
    }

    /** When a message is to be sent. */
    long intended(long number) {
        return start + (long) Math.ceil(number / rate * NANOS);
    }

    /** How many messages are due at a time: those with numbers below this one. */
    long due(long now) {
        return Math.min(total(), dueWithin(now - start + 1));
    }

    /** How many are due before some nanoseconds have passed. */
    private long dueWithin(long nanos) {
        if (rate <= 0 || nanos <= 0) {
            return 0;
        }
        long number = (long) Math.ceil(nanos / NANOS * rate);
        // What floating point makes of it may be one off; the times themselves decide.
        while (number > 0 && intended(number - 1) - start >= nanos) {
            number--;
        }
        while (intended(number) - start < nanos) {
            number++;
        }
        return number;
    }
}
