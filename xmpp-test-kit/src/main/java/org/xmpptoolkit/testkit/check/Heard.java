package org.xmpptoolkit.testkit.check;

import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlViolation;

/** What is heard next of the peer. */
public sealed interface Heard {
    /**
     * A stream header.
     *
     * @param start its start tag, as an element without children
     */
    record Header(XmlElement start) implements Heard {}

    /**
     * A whole first-level element.
     *
     * @param element the element
     */
    record Element(XmlElement element) implements Heard {}

    /** The closing tag of the stream. */
    record ClosingTag() implements Heard {}

    /**
     * What XMPP's profile of XML does not allow (RFC 6120 section 11). Nothing more can be read of this stream.
     *
     * @param violation what is wrong
     */
    record Broken(XmlViolation violation) implements Heard {}

    /**
     * The connection is over.
     *
     * @param orderly whether it was ended, and not reset; on TLS, with close_notify
     */
    record Ended(boolean orderly) implements Heard {}

    /** Nothing came in time. */
    record Nothing() implements Heard {}

    /** {@return it in few words, for people} */
    default String words() {
        if (this instanceof Header) {
            return "a stream header";
        }
        if (this instanceof Element element) {
            return Words.of(element.element());
        }
        if (this instanceof ClosingTag) {
            return "the closing tag";
        }
        if (this instanceof Broken broken) {
            return "XML that is not allowed: " + broken.violation().message();
        }
        return this instanceof Nothing ? "nothing in time" : "the end of the connection";
    }
}
