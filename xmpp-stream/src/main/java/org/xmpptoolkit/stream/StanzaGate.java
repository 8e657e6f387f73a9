package org.xmpptoolkit.stream;

import java.util.Set;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;

/** Which first-level elements are stanzas, and what becomes of those that are not (RFC 6120 sections 4.1, 4.8 and 8.1). */
final class StanzaGate {
    private static final Set<String> NAMES = Set.of("message", "presence", "iq");
    private static final Set<String> SUBSCRIPTION = Set.of("subscribe", "subscribed", "unsubscribe", "unsubscribed");

    private StanzaGate() {}

    static boolean isStanza(XmlElement element, String contentNamespace) {
        return element.namespace().equals(contentNamespace) && NAMES.contains(element.localName());
    }

    /** The stanza with the client's address as its {@code from}: bare on subscription presence (RFC 6120 section 8.1.2.1). */
    static XmlElement stamped(XmlElement stanza, Jid client) {
        boolean bare = stanza.localName().equals("presence")
                && SUBSCRIPTION.contains(stanza.attribute("type").orElse("").trim());
        String from = (bare ? client.bare() : client).toString();
        return from.equals(stanza.attribute("from").orElse(null))
                ? stanza
                : stanza.toBuilder().attribute("from", from).build();
    }
}
