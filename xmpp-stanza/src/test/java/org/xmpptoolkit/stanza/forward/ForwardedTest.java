package org.xmpptoolkit.stanza.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stanza.Bound;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.delay.Delay;

class ForwardedTest {
    private static final String XML = "<forwarded xmlns='urn:xmpp:forward:0'>"
            + "<delay xmlns='urn:xmpp:delay' stamp='2010-07-10T23:08:25Z'/>"
            + "<message xmlns='jabber:client' from='romeo@example.com/orchard' to='juliet@example.com/balcony'>"
            + "<body>Call me but love.</body><mood xmlns='http://jabber.org/protocol/mood'><amorous/></mood>"
            + "</message></forwarded>";

    @Test
    void holdsAStanzaAndWhenItWasSent() {
        Forwarded forwarded = Bound.read(Forwarded.class, XML);
        Message message = (Message) forwarded.stanza().orElseThrow();
        assertEquals(Optional.of("Call me but love."), message.body());
        Delay delay = Delay.of(Instant.parse("2010-07-10T23:08:25Z"));
        assertEquals(Optional.of(delay), forwarded.delay());
        assertEquals(Forwarded.of(message, delay), forwarded);
        assertEquals(List.of(), forwarded.others());
        assertEquals(Optional.empty(), Forwarded.of(message).delay());
    }

    @Test
    @Rule({"R-087", "R-088"})
    void keepsItsStanzaInJabberClientOnEveryStream() {
        Message outer = Message.builder()
                .to(Jid.parse("mercutio@example.org"))
                .body("A most courteous exposition")
                .payload(Bound.read(Forwarded.class, XML))
                .build();
        for (String namespace : List.of(Namespaces.SERVER, Namespaces.COMPONENT_ACCEPT)) {
            XmlElement there = outer.toElement(namespace);
            assertEquals(
                    XmlElement.parse(XML),
                    there.element("urn:xmpp:forward:0", "forwarded").orElseThrow());
            Message read = Message.fromElement(there);
            Forwarded forwarded = read.extension(Forwarded.class).orElseThrow();
            assertEquals(Namespaces.CLIENT, forwarded.stanza().orElseThrow().contentNamespace());
            assertEquals(outer.toElement(), read.toElement(Namespaces.CLIENT));
        }
        Message fromServer =
                Message.fromElement(XmlElement.parse("<message xmlns='jabber:server'><body>a</body></message>"));
        assertEquals(
                "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'><body>a</body></message></forwarded>",
                Bound.text(Forwarded.of(fromServer).toElement()));
    }

    @Test
    @Rule("R-088")
    void keepsAStanzaInAnArchiveResultInJabberClient() {
        XmlElement result =
                XmlElement.parse("<result xmlns='urn:xmpp:mam:2' queryid='f27' id='28482'>" + XML + "</result>");
        XmlElement there = Message.builder().payload(result).build().toElement(Namespaces.SERVER);
        assertEquals(result, there.element("urn:xmpp:mam:2", "result").orElseThrow());
        assertEquals(
                XmlElement.parse("<message xmlns='jabber:server'>" + result + "</message>"),
                XmlElement.parse(Bound.text(there)));
    }

    @Test
    void leavesAStanzaOfAnotherNamespaceAsItCame() {
        Forwarded forwarded = Bound.read(
                Forwarded.class,
                "<forwarded xmlns='urn:xmpp:forward:0'><presence xmlns='jabber:server'/><q xmlns='urn:x'/></forwarded>");
        assertInstanceOf(Presence.class, forwarded.stanza().orElseThrow());
        assertEquals("q", forwarded.others().get(0).localName());
    }

    @Test
    void tellsOfMoreThanOneStanza() {
        assertEquals(
                List.of("forwarded/iq REPEATED {jabber:client}iq"),
                Bound.problems(
                        Forwarded.class,
                        "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'/><iq xmlns='jabber:client'/>"
                                + "</forwarded>"));
        assertEquals(
                List.of("forwarded/delay/@stamp BAD_VALUE now"),
                Bound.problems(
                        Forwarded.class,
                        "<forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' stamp='now'/></forwarded>"));
    }
}
