package org.xmpptoolkit.stream.framing;

import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.feature.StreamFeature;

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

    /**
     * Tells whether there is a place for a feature on such a transport. One that is not permitted is neither offered nor negotiated.
     *
     * @param feature the feature
     * @return whether it is permitted
     */
    default boolean permits(StreamFeature feature) {
        return true;
    }
}
