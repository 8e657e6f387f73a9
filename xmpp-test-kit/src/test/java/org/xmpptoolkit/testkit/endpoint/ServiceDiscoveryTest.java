package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.JULIET;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.ROMEO;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.testkit.endpoint.FakeServer.Client;

/** XEP-0030. */
class ServiceDiscoveryTest {
    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private final FakeServer server = new FakeServer();
    private final Client juliet = server.available(JULIET, "balcony", 0);

    private XmlElement ask(Client client, String namespace, String to, String node) {
        server.send(
                client, "<iq type='get' id='d' to='" + to + "'><query xmlns='" + namespace + "'" + node + "/></iq>");
        return client.take().get(0);
    }

    private static List<XmlElement> children(XmlElement answer) {
        return answer.elements().get(0).elements();
    }

    @Test
    void theServerTellsWhatItCan() {
        List<XmlElement> told = children(ask(juliet, INFO, "im.example.com", ""));
        assertEquals(XmlElement.parse("<identity xmlns='" + INFO + "' category='server' type='im'/>"), told.get(0));
        assertEquals(
                Set.of(INFO, ITEMS, "urn:xmpp:ping", "urn:xmpp:carbons:2", "msgoffline"),
                told.stream()
                        .skip(1)
                        .map(feature -> feature.attribute("var").orElse(""))
                        .collect(Collectors.toSet()));
    }

    @Test
    void theServerTellsOfItsComponents() {
        assertEquals(
                List.of(XmlElement.parse("<item xmlns='" + ITEMS + "' jid='plays.im.example.com'/>")),
                children(ask(juliet, ITEMS, "im.example.com", "")));
    }

    @Test
    void nodesAreNotKnown() {
        assertEquals("item-not-found", FakeServer.condition(ask(juliet, INFO, "im.example.com", " node='n'")));
    }

    /** Section 8: what is told of an account is for those who may see its presence. */
    @Test
    @Rule({"R-271", "R-272"})
    void anAccountTellsItselfAndSubscribers() {
        server.available(JULIET, "chamber", 0);
        juliet.take();
        assertEquals(
                2, children(ask(juliet, ITEMS, "juliet@im.example.com", "")).size());
        Client romeo = server.client(ROMEO, "a");
        for (String namespace : List.of(INFO, ITEMS)) {
            for (String node : List.of("", " node='n'")) {
                assertEquals(
                        "service-unavailable",
                        FakeServer.condition(ask(romeo, namespace, "juliet@im.example.com", node)));
                assertEquals(
                        "service-unavailable",
                        FakeServer.condition(ask(romeo, namespace, "nobody@im.example.com", node)));
            }
        }
        server.send(romeo, "<presence to='juliet@im.example.com' type='subscribe'/>");
        server.send(juliet, "<presence to='romeo@im.example.com' type='subscribed'/>");
        romeo.take();
        assertEquals(
                XmlElement.parse("<identity xmlns='" + INFO + "' category='account' type='registered'/>"),
                children(ask(romeo, INFO, "juliet@im.example.com", "")).get(0));
        assertEquals(2, children(ask(romeo, ITEMS, "juliet@im.example.com", "")).size());
    }
}
