package org.xmpptoolkit.stream.framing;

import org.xmpptoolkit.core.XmlElement;

/** Turns what goes out on one direction, under one header, into octets. Immutable. */
public interface FrameEncoder {
    /** {@return the octets that open the direction} */
    byte[] open();

    /**
     * The octets of a first-level element.
     *
     * @param element the element
     * @return the octets
     */
    byte[] element(XmlElement element);

    /** {@return the octets that close the direction} */
    byte[] close();

    /** {@return the octets that keep an idle transport alive (RFC 6120 section 4.6.1); none if the framing knows none} */
    byte[] keepalive();
}
