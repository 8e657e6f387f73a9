package org.xmpptoolkit.stream.management;

import org.xmpptoolkit.stream.FeatureCommand;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.StreamFeature;

/**
 * Stream management, for both roles (XEP-0198).
 *
 * <p>From its start on, stanzas that the peer has not acknowledged are held. At the end of the stream they are in {@link
 * StreamEvent.Suspended} if the transport was lost and resumption was agreed, else in {@link StreamEvent.Undelivered}. The stream
 * errors connection-timeout, reset and system-shutdown, of either side, count as a loss of the transport. Closing in order, and any
 * other stream error, ends the session: nothing can be resumed then.
 *
 * <p>Whoever has to keep sessions and stanzas beyond this process, such as a server of several nodes, or a client that stores what it
 * receives, sets {@link SmConfig.Builder#storeBeforeAck}, and is asked before anything is acknowledged.
 *
 * <p>A client that wants to go on lists {@link #resuming}, then resource binding, then {@link #enable}: binding and a new start
 * follow only where the resumption fails. All features are immutable and thread-safe.
 */
public final class StreamManagement {
    private StreamManagement() {}

    /**
     * The client's side: starts stream management behind resource binding. The stream is used without it if the server refuses.
     *
     * @param config how to run it
     * @return the feature
     */
    public static StreamFeature.Initiating enable(SmConfig config) {
        return new SmEnabling(config);
    }

    /**
     * The client's side: goes on with an earlier stream instead of binding a resource. What the server has not handled is sent
     * again, in order, then what was queued. If it fails, is not offered, or the stream is of another account than {@link
     * SmState#account}, {@link StreamEvent.Undelivered} has those stanzas. As long as the new stream has told neither, nor {@link StreamEvent.Established}, the state stays good for another try.
     *
     * @param state what the earlier stream left
     * @param config how to run it
     * @return the feature, for one stream
     * @throws IllegalArgumentException if the state is a server's
     */
    public static StreamFeature.Initiating resuming(SmState state, SmConfig config) {
        if (state.role() != Role.INITIATING) {
            throw new IllegalArgumentException(
                    "this is the state of a receiving entity: give it in ResumeAnswer.Resume");
        }
        return new SmResuming(state, config);
    }

    /**
     * The server's side. It asks {@link ResumeRequested} of the application if the configuration allows resumption. A client whose
     * sixth try to resume fails on one stream is let go with {@code policy-violation}.
     *
     * @param config how to run it
     * @return the feature
     */
    public static StreamFeature.Receiving server(SmConfig config) {
        return new SmServer(config);
    }

    /**
     * Asks the peer for an acknowledgement, for {@link XmppStream#tell}. {@link StreamEvent.Acknowledged} follows if there was
     * something to acknowledge.
     *
     * @return the command
     */
    public static FeatureCommand requestAck() {
        return SmCommand.REQUEST_ACK;
    }

    /**
     * Takes the session out of a stream that is still open, for {@link XmppStream#tell}: the stream ends with the error conflict
     * (XEP-0198 section 5), and {@link StreamEvent.Suspended} has the state. Not possible where resumption was not agreed, or where
     * the stream is closing already.
     *
     * @return the command
     */
    public static FeatureCommand detach() {
        return SmCommand.DETACH;
    }
}
