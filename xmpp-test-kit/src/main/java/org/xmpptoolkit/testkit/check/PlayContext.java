package org.xmpptoolkit.testkit.check;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one play has to itself.
 *
 * @param transcript takes down what is said
 * @param random all that is random in the play comes of it
 * @param cuts how what is sent is cut
 * @param patience how long to wait for an answer
 * @param deadline the {@link System#nanoTime} at which the play is over
 */
record PlayContext(Transcript transcript, Random random, Cuts cuts, Duration patience, AtomicLong deadline) {
    PlayContext(Transcript transcript, Random random, Cuts cuts, Duration patience, long deadline) {
        this(transcript, random, cuts, patience, new AtomicLong(deadline));
    }

    /** What is left of the patience, as far as the play has time. */
    Duration left(long until) {
        return Duration.ofNanos(Math.min(until, deadline.get()) - System.nanoTime());
    }

    /** Gives the play more time: what it waited was no fault of what is judged. */
    void prolong(long nanos) {
        deadline.addAndGet(nanos);
    }
}
