package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Stanza;

class RouterTest {
    private static final Jid JULIET = Jid.parse("juliet@im.example.com");
    private static final Jid ROMEO = Jid.parse("romeo@im.example.com");

    private final Router router =
            new Router(domain -> domain.equals(Jid.ofDomain("im.example.com")), account -> Set.of(JULIET, ROMEO)
                    .contains(account));

    /** A client that keeps what it gets. */
    private record Client(Jid address, List<XmlElement> got) implements Session {
        @Override
        public void deliver(XmlElement stanza) {
            got.add(stanza);
        }

        /** What came since this was asked last. */
        List<XmlElement> take() {
            List<XmlElement> taken = List.copyOf(got);
            got.clear();
            return taken;
        }
    }

    private Client client(Jid account, String resourcepart) {
        Client client = new Client(router.reserve(account, Optional.of(resourcepart)), new ArrayList<>());
        router.join(client);
        return client;
    }

    private Client available(Jid account, String resourcepart, int priority) {
        Client client = client(account, resourcepart);
        send(client, "<presence from='" + client.address() + "'><priority>" + priority + "</priority></presence>");
        client.take();
        return client;
    }

    private void send(Client sender, String xml) {
        router.route(sender, Stanza.fromElement(stanza(xml)));
    }

    private static XmlElement stanza(String xml) {
        return XmlElement.parse(xml.replaceFirst("( |/|>)", " xmlns='jabber:client'$1"));
    }

    @Test
    void bindsAnotherResourceWhereTheOneAskedForIsTaken() {
        Jid first = router.reserve(JULIET, Optional.of("balcony"));
        Jid second = router.reserve(JULIET, Optional.of("balcony"));
        assertEquals(Jid.parse("juliet@im.example.com/balcony"), first);
        assertNotEquals(first, second);
        assertEquals(JULIET, second.bare());
        router.leave(first);
        assertEquals(first, router.reserve(JULIET, Optional.of("balcony")));
    }

    @Test
    void deliversToTheFullAddressOnly() {
        Client juliet = client(JULIET, "a");
        Client romeo = available(ROMEO, "b", 0);
        Client other = available(ROMEO, "c", 0);
        romeo.take();
        send(juliet, "<message to='romeo@im.example.com/b' from='juliet@im.example.com/a'/>");
        assertEquals(
                List.of(stanza("<message to='romeo@im.example.com/b' from='juliet@im.example.com/a'/>")), romeo.take());
        assertEquals(List.of(), other.take());
    }

    @Test
    void deliversToTheBareAddressOfThoseWhoCanTakeIt() {
        Client juliet = client(JULIET, "a");
        Client romeo = available(ROMEO, "b", 0);
        Client negative = available(ROMEO, "c", -1);
        Client silent = client(ROMEO, "d");
        romeo.take();
        send(juliet, "<message to='romeo@im.example.com' from='juliet@im.example.com/a'/>");
        assertEquals(1, romeo.take().size());
        assertEquals(List.of(), negative.take());
        assertEquals(List.of(), silent.take());
    }

    @ParameterizedTest
    @CsvSource({
        "romeo@im.example.com, service-unavailable",
        "romeo@im.example.com/gone, service-unavailable",
        "nobody@im.example.com, service-unavailable",
        "romeo@elsewhere.example, remote-server-not-found",
        "@, jid-malformed",
    })
    void answersWhatCannotBeDelivered(String to, String condition) {
        Client juliet = client(JULIET, "a");
        send(juliet, "<message id='1' to='" + to + "' from='juliet@im.example.com/a'/>");
        XmlElement answer = juliet.got().get(0);
        assertEquals(Optional.of("error"), answer.attribute("type"));
        assertEquals(Optional.of(to), answer.attribute("from"));
        assertEquals(Optional.of("1"), answer.attribute("id"));
        assertEquals(
                condition,
                answer.element("jabber:client", "error")
                        .orElseThrow()
                        .elements()
                        .get(0)
                        .localName());
    }

    @Test
    void neverAnswersAnErrorWithAnError() {
        Client juliet = client(JULIET, "a");
        send(juliet, "<message type='error' to='nobody@im.example.com' from='juliet@im.example.com/a'/>");
        send(juliet, "<iq type='result' id='1' to='nobody@im.example.com' from='juliet@im.example.com/a'/>");
        assertEquals(List.of(), juliet.take());
    }

    @ParameterizedTest
    @CsvSource({
        "get, <ping xmlns='urn:xmpp:ping'/>, result",
        "get, <query xmlns='jabber:iq:roster'/>, result",
        "get, <query xmlns='http://jabber.org/protocol/disco#info'/>, result",
        "set, <session xmlns='urn:ietf:params:xml:ns:xmpp-session'/>, result",
        "set, <bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>, not-allowed",
        "get, <query xmlns='urn:example:q'/>, service-unavailable",
        "get, '', bad-request",
        "get, <a xmlns='urn:x'/><b xmlns='urn:x'/>, bad-request",
        "nonsense, <a xmlns='urn:x'/>, bad-request",
    })
    void answersRequestsToTheServer(String type, String payload, String outcome) {
        Client juliet = client(JULIET, "a");
        send(juliet, "<iq type='" + type + "' id='7' from='juliet@im.example.com/a'>" + payload + "</iq>");
        XmlElement answer = juliet.got().get(0);
        assertEquals(Optional.of("7"), answer.attribute("id"));
        assertEquals(Optional.empty(), answer.attribute("from"));
        String seen = answer.attribute("type").orElse("").equals("result")
                ? "result"
                : answer.element("jabber:client", "error")
                        .orElseThrow()
                        .elements()
                        .get(0)
                        .localName();
        assertEquals(outcome, seen);
    }

    @Test
    void tellsOwnResourcesOfPresence() {
        Client first = available(JULIET, "a", 0);
        Client second = client(JULIET, "b");
        send(second, "<presence from='juliet@im.example.com/b'/>");
        assertEquals(List.of(stanza("<presence from='juliet@im.example.com/b'/>")), first.take());
        assertEquals(2, second.take().size(), "its own presence and that of the other");
        router.leave(second.address());
        assertEquals(List.of(stanza("<presence type='unavailable' from='juliet@im.example.com/b'/>")), first.take());
    }
}
