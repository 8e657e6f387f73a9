package org.xmpptoolkit.testkit.load;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.xmpptoolkit.stream.Reason;

/**
 * What was measured. Immutable.
 *
 * @param logins how clients got in
 * @param messages what became of messages
 * @param streams what became of streams that were established
 * @param latency from the time at which a message was to be sent to that at which it was there
 */
public record LoadResult(Logins logins, Messages messages, Streams streams, Latency latency) {
    /** Whether all clients got in, and all messages arrived. */
    public boolean isComplete() {
        return logins.refused().isEmpty()
                && logins.loggedIn() == logins.asked()
                && messages.received() == messages.due();
    }

    /**
     * How clients got in.
     *
     * @param asked how many clients there are
     * @param loggedIn how many of them logged in
     * @param refused how many did not, by the reason
     * @param first the reason of the first of these
     * @param time how long it took all of them
     */
    public record Logins(int asked, int loggedIn, Map<String, Long> refused, Optional<Reason> first, Duration time) {
        /** Copies the reasons. */
        public Logins {
            refused = Map.copyOf(refused);
        }

        /** Logins a second. */
        public double rate() {
            return time.isZero() ? 0 : loggedIn * 1e9 / time.toNanos();
        }
    }

    /**
     * What became of messages; each counts once, but for duplicates.
     *
     * @param due how many were to be sent by now
     * @param sent how many were given to a stream
     * @param received how many arrived
     * @param returned how many came back as errors and did not arrive, by the condition
     * @param duplicates how often one arrived that had arrived already
     * @param time how long they were sent
     */
    public record Messages(
            long due, long sent, long received, Map<String, Long> returned, long duplicates, Duration time) {
        /** Copies the conditions. */
        public Messages {
            returned = Map.copyOf(returned);
        }

        /** How many were sent and neither arrived nor came back. */
        public long lost() {
            return sent - received - sum(returned);
        }

        /** How many were to be sent when no two clients were there to send them, or at last no stream took them. */
        public long unsent() {
            return due - sent;
        }

        /** Messages sent a second. */
        public double rate() {
            return time.isZero() ? 0 : sent * 1e9 / time.toNanos();
        }
    }

    /**
     * What became of streams that were established.
     *
     * @param dropped how many ended before their time, by the reason
     * @param resumed how many others went on with one of them
     * @param rebound how many new ones there were in place of one that could not be resumed
     */
    public record Streams(Map<String, Long> dropped, long resumed, long rebound) {
        /** Copies the reasons. */
        public Streams {
            dropped = Map.copyOf(dropped);
        }
    }

    /**
     * How long messages took.
     *
     * @param percentiles nanoseconds by the percentile, such as 99.9; 100 is the longest; empty if none arrived
     */
    public record Latency(SortedMap<Double, Long> percentiles) {}

    static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
