package org.xmpptoolkit.stanza.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Bound;
import org.xmpptoolkit.stanza.ExtensionRegistry;

class BindTest {
    @Test
    void readsRequestAndResult() {
        Bind request = Bound.read(
                Bind.class, "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>balcony</resource></bind>");
        assertEquals(Optional.of("balcony"), request.resource());
        assertEquals(Bind.request("balcony"), request);
        Bind result = Bound.read(
                Bind.class,
                "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>juliet@im.example.com/balcony</jid></bind>");
        assertEquals(Optional.of(Jid.parse("juliet@im.example.com/balcony")), result.jid());
        assertEquals(Bind.result(Jid.parse("juliet@im.example.com/balcony")), result);
        assertEquals(Bind.request(), Bound.read(Bind.class, "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>"));
    }

    @Test
    void tellsAMalformedAddress() {
        String bad = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>@</jid></bind>";
        assertEquals(List.of("bind/jid BAD_VALUE @"), Bound.problems(Bind.class, bad));
        Bind bind = ExtensionRegistry.standard()
                .bind(XmlElement.parse(bad), Bind.class)
                .value()
                .orElseThrow();
        assertEquals(Optional.empty(), bind.jid());
        assertEquals(Optional.of("@"), bind.rawJid());
    }
}
