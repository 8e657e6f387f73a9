package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one play has to itself.
 *
 * @param transcript takes down what is said
 * @param random all that is random in the play comes of it
 * @param cuts how what is sent is cut
 * @param patience how long to wait for an answer
 * @param deadline the {@link System#nanoTime} at which the play is over
 * @param cutOff whether the peer held the play up until a connection was cut off: then it says nothing of any rule
 */
record PlayContext(
        Transcript transcript, Random random, Cuts cuts, Duration patience, AtomicLong deadline, AtomicBoolean cutOff) {
    PlayContext(Transcript transcript, Random random, Cuts cuts, Duration patience, long deadline) {
        this(transcript, random, cuts, patience, new AtomicLong(deadline), new AtomicBoolean());
    }

    /** What is left of the patience, as far as the play has time. */
    Duration left(long until) {
        return Duration.ofNanos(Math.min(until - System.nanoTime(), deadline.get() - System.nanoTime()));
    }

    /** The patience, as far as the play has time. */
    Duration left() {
        return left(System.nanoTime() + patience.toNanos());
    }

    /** How long a connection may still last, whatever waits for it. */
    Duration untilCut() {
        return Duration.ofNanos(deadline.get() - System.nanoTime()).plus(patience);
    }

    /** A connection, if there is one in time. */
    Wire connect(InetSocketAddress address) throws IOException {
        Duration left = left();
        if (left.isNegative() || left.isZero()) {
            throw new IOException("the time of the play is over");
        }
        return Wire.connect(address, left);
    }

    /** A wait that is no fault of what is judged, and that its time is given back for. */
    interface Pause extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Stops the play's clock until the pause is closed.
     *
     * @param most how long it may take
     */
    Pause pause(Duration most) {
        long begun = System.nanoTime();
        deadline.addAndGet(most.toNanos());
        return () -> deadline.addAndGet(System.nanoTime() - begun - most.toNanos());
    }
}
