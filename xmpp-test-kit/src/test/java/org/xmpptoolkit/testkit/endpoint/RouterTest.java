package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.JULIET;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.ROMEO;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.condition;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.stanza;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.testkit.endpoint.FakeServer.Client;

class RouterTest {
    private final FakeServer server = new FakeServer();
    private final Router router = server.router;

    private Jid bind(Jid account, String resourcepart) {
        return server.bind(account, resourcepart);
    }

    private Client client(Jid account, String resourcepart) {
        return server.client(account, resourcepart);
    }

    private Client available(Jid account, String resourcepart, int priority) {
        return server.available(account, resourcepart, priority);
    }

    private void send(Client sender, String xml) {
        server.send(sender, xml);
    }

    private void undelivered(XmlElement... stanzas) {
        server.messages.undelivered(Stream.of(stanzas).map(Stanza::fromElement).toList());
    }

    @Test
    void bindsAnotherResourceWhereTheOneAskedForIsTaken() {
        Jid first = bind(JULIET, "balcony");
        Jid second = bind(JULIET, "balcony");
        assertEquals(Jid.parse("juliet@im.example.com/balcony"), first);
        assertNotEquals(first, second);
        assertEquals(JULIET, second.bare());
        router.leave(first);
        assertEquals(first, bind(JULIET, "balcony"));
    }

    @Test
    @Rule({"R-228", "R-235", "R-299"})
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
    @Rule("R-293")
    void neverAnswersAnErrorWithAnError() {
        Client juliet = client(JULIET, "a");
        send(juliet, "<iq type='result' id='1' from='juliet@im.example.com/a'/>");
        send(juliet, "<iq type='error' id='1' from='juliet@im.example.com/a'/>");
        send(juliet, "<message type='error' to='nobody@im.example.com' from='juliet@im.example.com/a'/>");
        send(juliet, "<iq type='result' id='1' to='nobody@im.example.com' from='juliet@im.example.com/a'/>");
        assertEquals(List.of(), juliet.take());
    }

    @ParameterizedTest
    @CsvSource({
        "get, <ping xmlns='urn:xmpp:ping'/>, result",
        "get, <query xmlns='jabber:iq:roster'/>, result",
        "get, <query xmlns='http://jabber.org/protocol/disco#info'/>, result",
        "get, <query xmlns='urn:example:q'/>, service-unavailable",
        "get, '', bad-request",
        "get, <a xmlns='urn:x'/><b xmlns='urn:x'/>, bad-request",
        "nonsense, <a xmlns='urn:x'/>, bad-request",
    })
    @Rule({"R-290", "R-292"})
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

    @Test
    @Rule("R-233")
    void answersInTheNameOfTheDomainThatWasAsked() {
        Client juliet = client(JULIET, "a");
        send(
                juliet,
                "<iq type='get' id='7' to='im.example.com' from='juliet@im.example.com/a'>"
                        + "<ping xmlns='urn:xmpp:ping'/></iq>");
        assertEquals(Optional.of("im.example.com"), juliet.take().get(0).attribute("from"));
    }

    @Test
    @Rule("R-291")
    void takesAMessageWithoutToAsOneToTheSendersAccount() {
        Client sender = available(JULIET, "a", 0);
        Client other = available(JULIET, "b", 0);
        Client romeo = available(ROMEO, "c", 0);
        send(sender, "<message from='juliet@im.example.com/a'/>");
        assertEquals(List.of(stanza("<message from='juliet@im.example.com/a'/>")), other.take());
        assertEquals(List.of(), romeo.take());
    }

    @Test
    @Rule({"R-287", "R-288"})
    void keepsTheOrderOfOneSenderToBareAndFullAddress() {
        Client juliet = client(JULIET, "a");
        Client romeo = available(ROMEO, "b", 0);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String to = i % 3 == 0 ? "romeo@im.example.com" : "romeo@im.example.com/b";
            sent.add("m" + i);
            send(juliet, "<message id='m" + i + "' to='" + to + "' from='juliet@im.example.com/a'/>");
        }
        assertEquals(
                sent,
                romeo.take().stream()
                        .map(message -> message.attribute("id").orElse(""))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq type='get' id='1' to='%s'><ping xmlns='urn:xmpp:ping'/></iq>",
                "<iq type='get' id='1' to='%s'><query xmlns='jabber:iq:roster'/></iq>",
                "<iq type='get' id='1' to='%s'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>",
                "<iq type='get' id='1' to='%s'><query xmlns='http://jabber.org/protocol/disco#items' node='n'/></iq>",
            })
    @Rule({"R-271", "R-272", "R-297", "R-300"})
    void tellsNobodyWhetherAnAccountOrAResourceIsThere(String form) {
        Client juliet = client(JULIET, "a");
        Client away = client(ROMEO, "away");
        Client here = available(ROMEO, "here", 0);
        for (String to : List.of(
                "romeo@im.example.com",
                "romeo@im.example.com/gone",
                "nobody@im.example.com",
                "nobody@im.example.com/gone")) {
            assertEquals("service-unavailable", answer(juliet, form.formatted(to)), to);
        }
        assertEquals(List.of(), away.take());
        assertEquals(List.of(), here.take());
    }

    private String answer(Client sender, String stanza) {
        send(sender, stanza);
        return condition(sender.take().get(0));
    }

    /** A message for an account is stored without a word where it cannot be delivered, so that silence says nothing. */
    @Test
    @Rule({"R-271", "R-272", "R-298", "R-300"})
    void aMessageTellsNobodyWhetherAResourceIsThere() {
        Client juliet = client(JULIET, "a");
        for (String to : List.of("romeo@im.example.com/gone", "nobody@im.example.com/gone", "nobody@im.example.com")) {
            assertEquals("service-unavailable", answer(juliet, "<message id='1' to='" + to + "'/>"), to);
        }
        send(juliet, "<message id='2' to='romeo@im.example.com' from='juliet@im.example.com/a'/>");
        assertEquals(List.of(), juliet.take());
        available(ROMEO, "here", 0);
        send(juliet, "<message id='3' to='romeo@im.example.com' from='juliet@im.example.com/a'/>");
        assertEquals(List.of(), juliet.take());
    }

    @Test
    void aMessageThatDidNotReachOneClientGoesToAnother() {
        Client juliet = available(JULIET, "a", 0);
        Client gone = available(ROMEO, "b", 0);
        Client other = available(ROMEO, "c", 0);
        router.leave(gone.address());
        other.take();
        XmlElement message = stanza("<message to='romeo@im.example.com/b' from='juliet@im.example.com/a' id='m'/>");
        undelivered(message);
        assertEquals(List.of(message), other.take());
        assertEquals(List.of(), juliet.take());
    }

    @Test
    void whatReachesNobodyComesBackToItsSender() {
        Client juliet = available(JULIET, "a", 0);
        available(ROMEO, "c", -1);
        undelivered(
                stanza("<message to='romeo@im.example.com/b' from='juliet@im.example.com/a' id='m'/>"),
                stanza(
                        "<iq type='get' to='romeo@im.example.com/b' from='juliet@im.example.com/a' id='q'><p xmlns='u'/></iq>"),
                stanza("<iq type='result' to='romeo@im.example.com/b' from='juliet@im.example.com/a' id='r'/>"),
                stanza("<presence to='romeo@im.example.com/b' from='juliet@im.example.com/a'/>"),
                stanza("<message to='romeo@im.example.com/b' from='nobody@im.example.com/a' id='m'/>"));
        List<XmlElement> back = juliet.take();
        assertEquals(
                List.of("message m error", "iq q error"),
                back.stream()
                        .map(e -> e.localName() + " " + e.attribute("id").orElse("") + " "
                                + e.attribute("type").orElse(""))
                        .toList());
    }

    @Test
    void aMessageOfKindErrorIsNotSentToOthers() {
        Client other = available(ROMEO, "c", 0);
        undelivered(
                stanza("<message type='error' to='romeo@im.example.com/b' from='juliet@im.example.com/a' id='m'/>"));
        assertEquals(List.of(), other.take());
    }

    @Test
    void whatASessionDidNotTakeIsForTheNextSessionOfItsResource() {
        Client juliet = available(JULIET, "a", 0);
        Client former = available(ROMEO, "b", 0);
        XmlElement message = stanza("<message to='romeo@im.example.com/b' from='juliet@im.example.com/a' id='m'/>");
        router.refused(former, message);
        assertEquals("error", juliet.take().get(0).attribute("type").orElse(""));
        Client next = new Client(former.address(), new ArrayList<>());
        router.join(next);
        router.refused(former, message);
        assertEquals(List.of(message), next.take());
        assertEquals(List.of(), juliet.take());
    }
}
