package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.BindingPolicy;

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

    private Jid bind(Jid account, String resourcepart) {
        BindRequested request = new BindRequested(account, Optional.of(resourcepart), false);
        BindingPolicy.Decision decision =
                router.decide(request, BindingPolicy.builder().build());
        Jid address =
                assertInstanceOf(BindAnswer.Bound.class, decision.answer()).address();
        router.reserve(address);
        return address;
    }

    private Client client(Jid account, String resourcepart) {
        Client client = new Client(bind(account, resourcepart), new ArrayList<>());
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
        "set, <session xmlns='urn:ietf:params:xml:ns:xmpp-session'/>, result",
        "set, <bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>, not-allowed",
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
    @CsvSource({
        "<message id='1' to='%s'/>",
        "<iq type='get' id='1' to='%s'><ping xmlns='urn:xmpp:ping'/></iq>",
        "<iq type='get' id='1' to='%s'><query xmlns='jabber:iq:roster'/></iq>",
    })
    @Rule({"R-297", "R-298", "R-300"})
    void tellsNobodyWhetherAnAccountOrAResourceIsThere(String form) {
        Client juliet = client(JULIET, "a");
        Client away = client(ROMEO, "away");
        for (String to : List.of(
                "romeo@im.example.com",
                "romeo@im.example.com/gone",
                "nobody@im.example.com",
                "nobody@im.example.com/gone")) {
            send(juliet, form.formatted(to).replaceFirst(" id", " from='juliet@im.example.com/a' id"));
            XmlElement answer = juliet.take().get(0);
            assertEquals(
                    Optional.of("service-unavailable"),
                    answer.element("jabber:client", "error")
                            .map(error -> error.elements().get(0).localName()),
                    to);
        }
        assertEquals(List.of(), away.take());
    }

    @Test
    void aMessageThatDidNotReachOneClientGoesToAnother() {
        Client juliet = available(JULIET, "a", 0);
        Client gone = available(ROMEO, "b", 0);
        Client other = available(ROMEO, "c", 0);
        router.leave(gone.address());
        other.take();
        XmlElement message = stanza("<message to='romeo@im.example.com/b' from='juliet@im.example.com/a' id='m'/>");
        router.undelivered(List.of(message));
        assertEquals(List.of(message), other.take());
        assertEquals(List.of(), juliet.take());
    }

    @Test
    void whatReachesNobodyComesBackToItsSender() {
        Client juliet = available(JULIET, "a", 0);
        available(ROMEO, "c", -1);
        router.undelivered(List.of(
                stanza("<message to='romeo@im.example.com/b' from='juliet@im.example.com/a' id='m'/>"),
                stanza(
                        "<iq type='get' to='romeo@im.example.com/b' from='juliet@im.example.com/a' id='q'><p xmlns='u'/></iq>"),
                stanza("<iq type='result' to='romeo@im.example.com/b' from='juliet@im.example.com/a' id='r'/>"),
                stanza("<presence to='romeo@im.example.com/b' from='juliet@im.example.com/a'/>"),
                stanza("<message to='romeo@im.example.com/b' from='nobody@im.example.com/a' id='m'/>")));
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
        router.undelivered(List.of(
                stanza("<message type='error' to='romeo@im.example.com/b' from='juliet@im.example.com/a' id='m'/>")));
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
