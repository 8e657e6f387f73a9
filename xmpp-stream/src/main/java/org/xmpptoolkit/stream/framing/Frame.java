package org.xmpptoolkit.stream.framing;

import java.net.URI;
import java.util.Optional;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;

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

    /**
     * The peer closes its direction.
     *
     * @param seeOtherUri where it sends us instead, over WebSocket (RFC 7395 section 3.6.1)
     */
    record Close(Optional<URI> seeOtherUri) implements Frame {}

    /**
     * Nothing that can be read. The last frame.
     *
     * @param error the rule that was broken, as the peer is to be told
     */
    record Malformed(StreamError error) implements Frame {}
}
