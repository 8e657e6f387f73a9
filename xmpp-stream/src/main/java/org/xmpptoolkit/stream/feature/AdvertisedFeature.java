package org.xmpptoolkit.stream.feature;

import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.StreamState;

/** A feature that is on offer always, and never negotiated. */
interface AdvertisedFeature extends StreamFeature.Receiving {
    @Override
    default boolean admissible(StreamState state) {
        return true;
    }

    @Override
    default boolean mandatory(StreamState state) {
        return false;
    }

    @Override
    default boolean claims(XmlElement first, StreamState state) {
        return false;
    }

    @Override
    default Step accept(XmlElement first, StreamState state) {
        throw new IllegalStateException(name() + " is only advertised, and never negotiated");
    }
}
