package org.xmpptoolkit.testkit.endpoint;

import java.util.List;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;

/** The requests that the endpoint answers itself: ping, an empty roster, what it can do, and the session of RFC 3921. */
final class ServerQueries {
    private static final String PING = "urn:xmpp:ping";
    private static final String ROSTER = "jabber:iq:roster";
    private static final String DISCO_INFO = "http://jabber.org/protocol/disco#info";
    private static final List<String> FEATURES = List.of(DISCO_INFO, PING);

    private ServerQueries() {}

    /**
     * Answers a request.
     *
     * @param iq an iq of type get or set
     * @return the result or the error
     */
    static XmlElement answer(XmlElement iq) {
        boolean get = iq.attribute("type").orElse("").equals("get");
        List<XmlElement> children = iq.elements();
        if (children.size() != 1 || iq.attribute("id").isEmpty()) {
            return Replies.error(iq, StanzaErrorCondition.BAD_REQUEST);
        }
        XmlElement payload = children.get(0);
        if (get && payload.is(PING, "ping")) {
            return Replies.result(iq);
        }
        if (get && payload.is(ROSTER, "query")) {
            return Replies.result(iq, XmlElement.of(ROSTER, "query"));
        }
        if (get && payload.is(DISCO_INFO, "query")) {
            return Replies.result(iq, identity());
        }
        if (!get && payload.is(Namespaces.SESSION, "session")) {
            return Replies.result(iq);
        }
        if (!get && payload.is(Namespaces.BIND, "bind")) {
            return Replies.error(iq, StanzaErrorCondition.NOT_ALLOWED);
        }
        return Replies.error(iq, StanzaErrorCondition.SERVICE_UNAVAILABLE);
    }

    private static XmlElement identity() {
        XmlElement.Builder query = XmlElement.builder(DISCO_INFO, "query")
                .child(XmlElement.builder(DISCO_INFO, "identity")
                        .attribute("category", "server")
                        .attribute("type", "im")
                        .build());
        for (String feature : FEATURES) {
            query.child(XmlElement.builder(DISCO_INFO, "feature")
                    .attribute("var", feature)
                    .build());
        }
        return query.build();
    }
}
