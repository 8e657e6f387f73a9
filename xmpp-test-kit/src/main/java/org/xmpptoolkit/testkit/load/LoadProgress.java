package org.xmpptoolkit.testkit.load;

import java.time.Duration;

/**
 * How far a run is. Immutable.
 *
 * @param phase what it does
 * @param time since its begin
 * @param connected how many clients have a stream
 * @param refused how many could not log in
 * @param sent how many messages were sent
 * @param received how many arrived
 * @param latencyNanos the 99th percentile of those that arrived since the last progress; 0 if none did
 */
public record LoadProgress(
        Phase phase, Duration time, int connected, long refused, long sent, long received, long latencyNanos) {
    /** What a run does, in this order. */
    public enum Phase {
        /** Clients log in. */
        LOGGING_IN,
        /** Messages are sent. */
        SENDING,
        /** What is on the way is waited for. */
        WAITING,
        /** Streams are closed. */
        CLOSING
    }
}
