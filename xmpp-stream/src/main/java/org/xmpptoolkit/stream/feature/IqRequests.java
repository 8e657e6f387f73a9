package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamState;

/** Iqs that negotiate something, and the answers to them (RFC 6120 section 8.2.3). */
final class IqRequests {
    private IqRequests() {}

    static boolean isIq(XmlElement element, String type) {
        return element.localName().equals("iq")
                && Namespaces.isContentNamespace(element.namespace())
                && type.equals(element.attribute("type").orElse(""));
    }

    /** Whether an element is an iq that sets a payload, and is to the server, or to the account itself. */
    static boolean isSet(XmlElement element, String namespace, String localName, StreamState state) {
        return isIq(element, "set") && element.element(namespace, localName).isPresent() && isForServer(element, state);
    }

    /** Anything else is a stanza to others. */
    private static boolean isForServer(XmlElement iq, StreamState state) {
        Optional<String> to = iq.attribute("to");
        if (to.isEmpty()) {
            return true;
        }
        Optional<Jid> address = Jid.tryParse(to.get(), profile(state)).toOptional();
        return state.account()
                .filter(own -> address.equals(Optional.of(own)) || address.equals(Optional.of(own.domain())))
                .isPresent();
    }

    /** By what addresses from the peer are prepared on this stream. */
    static JidProfile profile(StreamState state) {
        return state.peerHeader().map(StreamHeader::profile).orElse(JidProfile.STRINGPREP_QUERY);
    }

    static XmlElement.Builder reply(XmlElement request, String type) {
        XmlElement.Builder iq = XmlElement.builder(request.namespace(), "iq").attribute("type", type);
        request.attribute("id").ifPresent(id -> iq.attribute("id", id));
        return iq;
    }
}
