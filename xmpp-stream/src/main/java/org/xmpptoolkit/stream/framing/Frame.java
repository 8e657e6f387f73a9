package org.xmpptoolkit.stream.framing;

import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlViolation;

/** One piece of a stream, whatever the transport. */
public sealed interface Frame {
    /**
     * The peer opens its direction.
     *
     * @param start the root element, without children
     * @param scope what it declares
     */
    record Open(XmlElement start, NamespaceScope scope) implements Frame {}

    /**
     * A first-level element.
     *
     * @param element the element
     */
    record Element(XmlElement element) implements Frame {}

    /** The peer closes its direction. */
    record Close() implements Frame {}

    /**
     * Nothing that can be read. The last frame.
     *
     * @param violation the rule that was broken
     */
    record Malformed(XmlViolation violation) implements Frame {}
}
