package org.xmpptoolkit.stream.framing;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.xmpptoolkit.core.StreamLimits;

/** Turns the octets of one direction into frames. Not thread-safe. */
public interface FrameDecoder {
    /**
     * Takes octets in, and copies them.
     *
     * @param octets all of them are taken
     */
    void feed(ByteBuffer octets);

    /**
     * The next frame.
     *
     * @return the frame, or nothing if more octets are needed
     */
    Optional<Frame> next();

    /** {@return how many octets came in behind the last frame} */
    int unreadOctets();

    /** {@return whether more than white space came in behind the last frame} */
    boolean hasUnreadContent();

    /**
     * Changes how many octets a first-level element may have, where a stream goes on without a restart (SASL2). Called between two
     * frames.
     *
     * @param limits the bounds from now on, of which this one counts
     */
    void limits(StreamLimits limits);

    /**
     * Sets whether white space may stand before the next frame; it may unless set. Where it may not it is malformed, as any other
     * text between elements is. Called before each {@link #next}.
     *
     * @param allowed whether it may
     */
    default void whiteSpace(boolean allowed) {}

    /**
     * The decoder for what follows a stream restart; it has the octets behind the last frame. This one is not to be used any
     * more.
     *
     * @param limits the bounds from now on
     * @return the decoder
     */
    FrameDecoder restarted(StreamLimits limits);
}
