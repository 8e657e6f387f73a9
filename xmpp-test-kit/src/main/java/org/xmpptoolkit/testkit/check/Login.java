package org.xmpptoolkit.testkit.check;

import java.util.List;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamState;

/**
 * What a login showed, as far as it came. Immutable.
 *
 * @param headers the server's headers, one a stream
 * @param offers its features elements
 * @param negotiated the features that were negotiated
 * @param state the stream when negotiation was complete, or when it failed
 */
record Login(List<StreamHeader> headers, List<XmlElement> offers, List<QName> negotiated, StreamState state) {
    static final QName STARTTLS = new QName(Namespaces.TLS, "starttls");
    static final QName MECHANISMS = new QName(Namespaces.SASL, "mechanisms");
    static final QName BIND = new QName(Namespaces.BIND, "bind");

    /** Copies the lists. */
    Login {
        headers = List.copyOf(headers);
        offers = List.copyOf(offers);
        negotiated = List.copyOf(negotiated);
    }

    /** Whether the last offer has a feature. */
    boolean hasOffered(QName feature) {
        return !offers.isEmpty()
                && offers.get(offers.size() - 1)
                        .element(feature.getNamespaceURI(), feature.getLocalPart())
                        .isPresent();
    }

    boolean hasNegotiated(QName feature) {
        return negotiated.contains(feature);
    }
}
