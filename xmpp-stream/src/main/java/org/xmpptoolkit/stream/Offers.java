package org.xmpptoolkit.stream;

import java.util.List;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.framing.Framing;

/** What an initiating entity may know of an offer that it has no feature for. */
final class Offers {
    private static final StartTls STARTTLS = new StartTls();

    private Offers() {}

    /** What has a place on this transport: where TLS is not the stream's to begin, STARTTLS is to be ignored (RFC 7395 section 3.9). */
    static XmlElement permitted(XmlElement features, Framing framing) {
        if (framing.permits(STARTTLS)) {
            return features;
        }
        return XmlElement.builder(features.namespace(), features.localName())
                .children(features.elements().stream()
                        .filter(offer -> !offer.name().equals(STARTTLS.name()))
                        .toList())
                .build();
    }

    /**
     * The features that are mandatory-to-negotiate: those that say so with a child {@code required}, the three that RFC 6120 makes
     * mandatory (sections 5.3.1, 6.3.1 and 7.3.1), and what XEP-0388 puts beside or in the place of SASL.
     *
     * @param features the element {@code features}
     * @param state the stream
     * @return their names
     */
    static List<QName> mandatory(XmlElement features, StreamState state) {
        List<XmlElement> offers = features.elements();
        return offers.stream()
                .filter(offer -> isMandatory(offer, offers.size() == 1, state))
                .map(XmlElement::name)
                .toList();
    }

    private static boolean isMandatory(XmlElement offer, boolean alone, StreamState state) {
        if (offer.is(Namespaces.SASL, "mechanisms")) {
            return state.account().isEmpty() && !isBetweenServers(state); // who has dialback needs no SASL
        }
        if (offer.is(Namespaces.SASL2, "authentication")) {
            return state.account().isEmpty();
        }
        if (offer.is(Namespaces.BIND, "bind")) {
            return state.account().isPresent() && state.bound().isEmpty();
        }
        boolean required = offer.element(offer.namespace(), "required").isPresent();
        return offer.is(Namespaces.TLS, "starttls") ? !state.secure() && (alone || required) : required;
    }

    private static boolean isBetweenServers(StreamState state) {
        return state.localHeader()
                .filter(header -> header.contentNamespace().equals(Namespaces.SERVER))
                .isPresent();
    }
}
