package org.xmpptoolkit.testkit.endpoint;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.IqType;

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
     * @param request an iq that breaks none of {@link org.xmpptoolkit.stanza.StanzaRules}
     * @return the result or the error
     */
    static Iq answer(Iq request) {
        XmlElement payload = request.payload().orElseThrow();
        boolean get = request.type().equals(Optional.of(IqType.GET));
        if (get && payload.is(PING, "ping") || !get && payload.is(Namespaces.SESSION, "session")) {
            return request.result();
        }
        if (get && payload.is(ROSTER, "query")) {
            return request.result(XmlElement.of(ROSTER, "query"));
        }
        if (get && payload.is(DISCO_INFO, "query")) {
            return request.result(identity());
        }
        boolean secondBind = !get && payload.is(Namespaces.BIND, "bind");
        return request.error(StanzaError.of(
                secondBind ? StanzaErrorCondition.NOT_ALLOWED : StanzaErrorCondition.SERVICE_UNAVAILABLE));
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
