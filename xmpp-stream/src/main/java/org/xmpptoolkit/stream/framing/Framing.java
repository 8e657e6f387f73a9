package org.xmpptoolkit.stream.framing;

import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.stream.StreamHeader;

/** How frames are laid over a transport. Immutable. */
public interface Framing {
    /**
     * A decoder for a transport that has just opened.
     *
     * @param limits the bounds
     * @return the decoder
     */
    FrameDecoder newDecoder(StreamLimits limits);

    /**
     * An encoder for our direction.
     *
     * @param ours the header that opens it
     * @return the encoder
     */
    FrameEncoder newEncoder(StreamHeader ours);
}
