package org.xmpptoolkit.stream;

import java.util.Set;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;

/** Which first-level elements are stanzas, and what becomes of those that are not (RFC 6120 sections 4.1, 4.8 and 8.1). */
final class StanzaGate {
    private static final Set<String> NAMES = Set.of("message", "presence", "iq");
    private static final Set<String> SUBSCRIPTION = Set.of("subscribe", "subscribed", "unsubscribe", "unsubscribed");

    private StanzaGate() {}

    static boolean isStanza(XmlElement element, String contentNamespace) {
        return element.namespace().equals(contentNamespace) && NAMES.contains(element.localName());
    }

    /** The error for an element that is no stanza of this stream and that nothing claims. */
    static StreamError unclaimed(XmlElement element, String contentNamespace) {
        boolean otherContent = Namespaces.isContentNamespace(element.namespace())
                && !element.namespace().equals(contentNamespace);
        return otherContent
                ? StreamError.of(StreamErrorCondition.INVALID_NAMESPACE, "a stanza of another content namespace")
                : StreamError.of(StreamErrorCondition.UNSUPPORTED_STANZA_TYPE);
    }

    /** The stanza with the client's address as its {@code from}: bare on subscription presence (RFC 6120 section 8.1.2.1). */
    static XmlElement stamped(XmlElement stanza, Jid client) {
        boolean bare = stanza.localName().equals("presence")
                && SUBSCRIPTION.contains(stanza.attribute("type").orElse(""));
        String from = (bare ? client.bare() : client).toString();
        return from.equals(stanza.attribute("from").orElse(null))
                ? stanza
                : stanza.toBuilder().attribute("from", from).build();
    }
}
