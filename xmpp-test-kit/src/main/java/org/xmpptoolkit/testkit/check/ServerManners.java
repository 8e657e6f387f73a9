package org.xmpptoolkit.testkit.check;

import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/** What a good server answers, so that a client feels at home. */
final class ServerManners {
    private static final Set<String> EMPTY_RESULT = Set.of(
            "jabber:iq:roster",
            Namespaces.SESSION,
            "urn:xmpp:ping",
            "urn:xmpp:carbons:2",
            "http://jabber.org/protocol/disco#info",
            "http://jabber.org/protocol/disco#items");

    private ServerManners() {}

    /** The answer to a stanza, if it gets one. */
    static Optional<String> answer(XmlElement stanza, ClientStage stage, ReceivingEntity entity) {
        String type = stanza.attribute("type").orElse("");
        if (stanza.localName().equals("iq") && (type.equals("get") || type.equals("set"))) {
            return Optional.of(iq(stanza, stage, entity));
        }
        boolean toItself = stanza.attribute("to")
                .filter(to -> to.equals(stage.jid().toString())
                        || to.equals(entity.bound().toString()))
                .isPresent();
        if (stanza.localName().equals("message") && toItself) {
            return Optional.of(stanza.toBuilder()
                    .attribute("from", entity.bound().toString())
                    .build()
                    .toString());
        }
        return Optional.empty();
    }

    private static String iq(XmlElement request, ClientStage stage, ReceivingEntity entity) {
        XmlElement payload = request.elements().isEmpty()
                ? XmlElement.of(Namespaces.CLIENT, "none")
                : request.elements().get(0);
        String head = "' id='" + InitiatingEntity.escape(request.attribute("id").orElse("")) + "' from='"
                + InitiatingEntity.escape(
                        request.attribute("to").orElse(stage.jid().toString())) + "' to='"
                + InitiatingEntity.escape(entity.bound().toString()) + "'>";
        if (!EMPTY_RESULT.contains(payload.namespace())) {
            return "<iq type='error" + head + "<error type='cancel'><service-unavailable xmlns='"
                    + Namespaces.STANZA_ERRORS + "'/></error></iq>";
        }
        boolean query = payload.localName().equals("query");
        return "<iq type='result" + head + (query ? "<query xmlns='" + payload.namespace() + "'/>" : "") + "</iq>";
    }
}
