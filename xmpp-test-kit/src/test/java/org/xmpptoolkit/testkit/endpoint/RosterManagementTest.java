package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.JULIET;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.ROMEO;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.endpoint.FakeServer.Client;

/** RFC 6121 section 2. */
class RosterManagementTest {
    private final FakeServer server = new FakeServer().withOthers();

    private void set(Client client, String items) {
        server.send(client, "<iq type='set' id='s'><query xmlns='jabber:iq:roster'>" + items + "</query></iq>");
    }

    private XmlElement get(Client client, String version) {
        server.send(client, "<iq type='get' id='g'><query xmlns='jabber:iq:roster'" + version + "/></iq>");
        return client.take().get(0);
    }

    private List<XmlElement> items(Client client) {
        return get(client, "")
                .element("jabber:iq:roster", "query")
                .orElseThrow()
                .elements();
    }

    /** Section 2.3: the item as it was set, to those who asked for the roster, whoever sets it. */
    @Test
    void anItemIsAddedAndPushed() {
        Client balcony = server.interested(JULIET, "balcony");
        Client chamber = server.interested(JULIET, "chamber");
        Client other = server.available(JULIET, "other", 0);
        List.of(balcony, chamber, other).forEach(Client::take);
        set(other, "<item jid='nurse@im.example.com' name='Nurse' subscription='both'><group>Servants</group></item>");
        assertEquals(List.of("iq s result"), other.shorts());
        XmlElement item = XmlElement.parse("<item xmlns='jabber:iq:roster' jid='nurse@im.example.com' name='Nurse'"
                + " subscription='none'><group>Servants</group></item>");
        XmlElement push = balcony.take().get(0);
        assertEquals(Optional.of("juliet@im.example.com/balcony"), push.attribute("to"));
        assertEquals(
                List.of(item),
                push.element("jabber:iq:roster", "query").orElseThrow().elements());
        assertEquals(List.of("push nurse@im.example.com none"), chamber.shorts());
        assertEquals(List.of(item), items(other));
        server.send(balcony, "<iq type='result' id='" + push.attribute("id").orElse("") + "'/>");
        server.send(balcony, "<iq type='error' id='" + push.attribute("id").orElse("") + "'/>");
        assertEquals(List.of(), balcony.take());
    }

    /** Section 2.4: an item is replaced, name and groups and all. */
    @Test
    void anItemIsUpdated() {
        Client juliet = server.interested(JULIET, "balcony");
        set(juliet, "<item jid='romeo@im.example.com' name='Romeo'><group>Friends</group><group>Lovers</group></item>");
        set(juliet, "<item jid='romeo@im.example.com' name=''/>");
        juliet.take();
        assertEquals(
                List.of(XmlElement.parse(
                        "<item xmlns='jabber:iq:roster' jid='romeo@im.example.com' subscription='none'/>")),
                items(juliet));
    }

    /** Section 2.5: with the subscriptions. */
    @Test
    void anItemIsRemovedWithItsSubscriptions() {
        Client juliet = server.interested(JULIET, "balcony");
        Client romeo = server.interested(ROMEO, "orchard");
        for (Client one : List.of(juliet, romeo)) {
            String to = one == juliet ? "romeo" : "juliet";
            server.send(one, "<presence to='" + to + "@im.example.com' type='subscribe'/>");
            server.send(one, "<presence to='" + to + "@im.example.com' type='subscribed'/>");
        }
        server.send(juliet, "<presence to='romeo@im.example.com' type='subscribed'/>");
        juliet.take();
        romeo.take();
        set(juliet, "<item jid='romeo@im.example.com' subscription='remove'/>");
        assertEquals(
                List.of("push romeo@im.example.com remove", "iq s result", "unavailable romeo@im.example.com/orchard"),
                juliet.shorts());
        assertEquals(
                List.of(
                        "unsubscribe juliet@im.example.com",
                        "push juliet@im.example.com to",
                        "unavailable juliet@im.example.com/balcony",
                        "unsubscribed juliet@im.example.com",
                        "push juliet@im.example.com none"),
                romeo.shorts());
        assertEquals(List.of(), items(juliet));
    }

    @ParameterizedTest
    @CsvSource({
        "<item jid='a@b.example'/><item jid='c@d.example'/>, bad-request",
        "'', bad-request",
        "<item/>, bad-request",
        "<item jid='@'/>, bad-request",
        "<item jid='a@b.example'><group>g</group><group>g</group></item>, bad-request",
        "<item jid='a@b.example'><group/></item>, not-acceptable",
        "<item jid='a@b.example' name='LONG'/>, not-acceptable",
        "<item jid='a@b.example'><group>LONG</group></item>, not-acceptable",
        "<item jid='a@b.example' subscription='remove'/>, item-not-found",
        "<item jid='juliet@im.example.com'/>, not-allowed",
    })
    void whatCannotBeSetIsRefused(String items, String condition) {
        Client juliet = server.interested(JULIET, "balcony");
        set(juliet, items.replace("LONG", "x".repeat(2_000)));
        List<XmlElement> got = juliet.take();
        assertEquals(1, got.size());
        assertEquals(condition, FakeServer.condition(got.get(0)));
        assertEquals(List.of(), items(juliet));
    }

    @Test
    void nobodySetsTheRosterOfOthers() {
        Client juliet = server.interested(JULIET, "balcony");
        server.send(
                juliet,
                "<iq type='set' id='ix7s53v2' to='romeo@im.example.com'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='nurse@example.com'/></query></iq>");
        assertEquals("forbidden", FakeServer.condition(juliet.take().get(0)));
        assertEquals(List.of(), items(server.client(ROMEO, "a")));
    }

    /** Section 2.6. */
    @Test
    void aRosterHasAVersion() {
        Client juliet = server.interested(JULIET, "balcony");
        XmlElement whole =
                get(juliet, " ver=''").element("jabber:iq:roster", "query").orElseThrow();
        String first = whole.attribute("ver").orElseThrow();
        assertEquals(List.of(), get(juliet, " ver='" + first + "'").elements());
        set(juliet, "<item jid='nurse@im.example.com'/>");
        String second = juliet.take()
                .get(0)
                .element("jabber:iq:roster", "query")
                .orElseThrow()
                .attribute("ver")
                .orElseThrow();
        assertNotEquals(first, second);
        assertEquals(1, get(juliet, " ver='" + first + "'").elements().size());
        assertEquals(List.of(), get(juliet, " ver='" + second + "'").elements());
    }

    @Test
    void aRosterIsBounded() {
        Client juliet = server.client(JULIET, "balcony");
        for (int i = 0; i < Rosters.MOST_ITEMS; i++) {
            set(juliet, "<item jid='c" + i + "@b.example'/>");
        }
        juliet.take();
        set(juliet, "<item jid='more@b.example'/>");
        assertEquals("resource-constraint", FakeServer.condition(juliet.take().get(0)));
        server.send(juliet, "<presence to='more@b.example' type='subscribe'/>");
        assertEquals("resource-constraint", FakeServer.condition(juliet.take().get(0)));
        server.arrive("<presence from='more@b.example' to='juliet@im.example.com' type='subscribe'/>");
        server.send(juliet, "<presence to='more@b.example' type='subscribed'/>");
        assertEquals("resource-constraint", FakeServer.condition(juliet.take().get(0)));
        assertEquals(List.of(), server.elsewhere());
        set(juliet, "<item jid='c7@b.example' name='n'/>");
        assertEquals(List.of("iq s result"), juliet.shorts());
    }

    /** Few contacts may have many long names and groups. */
    @Test
    void aRosterIsBoundedInOctets() {
        Client juliet = server.client(JULIET, "balcony");
        String groups = IntStream.range(0, 100)
                .mapToObj(i -> "<group>" + i + "x".repeat(1_000) + "</group>")
                .collect(Collectors.joining());
        for (int i = 0; i < 10; i++) {
            set(juliet, "<item jid='c" + i + "@b.example'>" + groups + "</item>");
        }
        assertEquals(Collections.nCopies(10, "iq s result"), juliet.shorts());
        set(juliet, "<item jid='more@b.example'>" + groups + "</item>");
        assertEquals("resource-constraint", FakeServer.condition(juliet.take().get(0)));
        assertEquals(10, items(juliet).size());
        set(juliet, "<item jid='c7@b.example'>" + groups + "</item>");
        set(juliet, "<item jid='c8@b.example'/>");
        set(juliet, "<item jid='more@b.example'>" + groups + "</item>");
        assertEquals(Collections.nCopies(3, "iq s result"), results(juliet));
        set(juliet, "<item jid='more@b.example' subscription='remove'/>");
        set(juliet, "<item jid='others@b.example'>" + groups + "</item>");
        assertEquals(Collections.nCopies(2, "iq s result"), results(juliet));
    }

    private static List<String> results(Client client) {
        return client.shorts().stream()
                .filter(what -> !what.startsWith("push "))
                .toList();
    }

    @Test
    void allRostersTogetherAreBounded() {
        Rosters rosters = new Rosters();
        Rosters.Contact large = rosters.find(JULIET, ROMEO).named(Optional.of("x".repeat(500_000)), List.of());
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            Jid account = FakeServer.DOMAIN.withLocalpart("a" + i);
            if (rosters.hasRoomFor(account, large)) {
                rosters.put(account, large);
                taken++;
            }
        }
        assertEquals(Rosters.MOST_OCTETS_IN_ALL / large.octets(), taken);
        rosters.remove(FakeServer.DOMAIN.withLocalpart("a0"));
        assertTrue(rosters.hasRoomFor(JULIET, large));
    }

    /** A version that a client kept of an account of that name is none of the new one. */
    @Test
    void anAccountThatIsMadeAgainHasVersionsOfItsOwn() {
        Client juliet = server.interested(JULIET, "balcony");
        set(juliet, "<item jid='nurse@im.example.com'/>");
        juliet.take();
        String former = get(juliet, "")
                .element("jabber:iq:roster", "query")
                .orElseThrow()
                .attribute("ver")
                .orElseThrow();
        server.router.tell(feature -> feature.removed(JULIET));
        set(juliet, "<item jid='tybalt@im.example.com'/>");
        juliet.take();
        assertEquals(1, get(juliet, " ver='" + former + "'").elements().size());
    }

    @Test
    void whoIsGoneGetsNoMorePushes() {
        Client juliet = server.interested(JULIET, "balcony");
        server.leave(juliet);
        Client again = server.client(JULIET, "balcony");
        set(again, "<item jid='a@b.example'/>");
        assertEquals(List.of("iq s result"), again.shorts());
    }
}
