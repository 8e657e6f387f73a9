package org.xmpptoolkit.stream.framing;

import java.net.URI;
import java.util.Optional;
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

    /**
     * Tells whether what goes out may be joined. Where it may not, each piece is a {@link
     * org.xmpptoolkit.stream.StreamEvent.Write} of its own, and one message of the transport.
     *
     * @return whether it may; true unless a framing says otherwise
     */
    default boolean joins() {
        return true;
    }

    /**
     * Tells whether it is for the entity that closes the stream to end the transport, and for the other one to wait until it did
     * (RFC 7395 section 3.6). Where it is not, each of them ends it as soon as both directions are closed.
     *
     * @return whether it is; false unless a framing says otherwise
     */
    default boolean closerEndsTransport() {
        return false;
    }

    /**
     * The octets that close our direction, opened or not, and send the peer to another endpoint (RFC 7395 section 3.6.1).
     *
     * @param target where to go
     * @return the octets; nothing if the framing has no way to say so
     */
    default Optional<byte[]> redirect(URI target) {
        return Optional.empty();
    }
}
