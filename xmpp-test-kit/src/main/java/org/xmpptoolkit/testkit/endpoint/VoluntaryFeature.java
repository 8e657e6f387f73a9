package org.xmpptoolkit.testkit.endpoint;

import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** A stream feature that clients may leave alone, and that is only advertised unless more is said. */
interface VoluntaryFeature extends StreamFeature.Receiving {
    /** The element that offers it. */
    XmlElement offer();

    @Override
    default QName name() {
        return offer().name();
    }

    @Override
    default boolean mandatory(StreamState state) {
        return false;
    }

    @Override
    default Optional<XmlElement> offer(StreamState state) {
        return Optional.of(offer());
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
