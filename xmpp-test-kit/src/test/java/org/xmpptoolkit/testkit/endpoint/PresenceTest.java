package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.JULIET;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.ROMEO;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.stanza;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.testkit.endpoint.FakeServer.Client;

/** RFC 6121 section 4: Romeo and Tybalt, who is elsewhere, are subscribed to Juliet, and she to them. */
class PresenceTest {
    private final FakeServer server = new FakeServer().withOthers();

    PresenceTest() {
        Client juliet = server.client(JULIET, "setup");
        Client romeo = server.client(ROMEO, "setup");
        server.send(romeo, "<presence to='juliet@im.example.com' type='subscribe'/>");
        server.send(juliet, "<presence to='romeo@im.example.com' type='subscribed'/>");
        server.send(juliet, "<presence to='romeo@im.example.com' type='subscribe'/>");
        server.send(romeo, "<presence to='juliet@im.example.com' type='subscribed'/>");
        server.arrive("<presence from='tybalt@capulet.example' to='juliet@im.example.com' type='subscribe'/>");
        server.send(juliet, "<presence to='tybalt@capulet.example' type='subscribed'/>");
        server.send(juliet, "<presence to='tybalt@capulet.example' type='subscribe'/>");
        server.arrive("<presence from='tybalt@capulet.example' to='juliet@im.example.com' type='subscribed'/>");
        server.leave(juliet);
        server.leave(romeo);
        server.elsewhere();
    }

    @Test
    void presenceIsBroadcastToSubscribersAndOwnResources() {
        Client romeo = server.available(ROMEO, "orchard", 0);
        Client balcony = server.client(JULIET, "balcony");
        server.send(balcony, "<presence id='p1'/>");
        assertEquals(
                List.of("available juliet@im.example.com/balcony", "available romeo@im.example.com/orchard"),
                balcony.shorts());
        assertEquals(
                List.of(stanza("<presence id='p1' from='juliet@im.example.com/balcony' to='romeo@im.example.com'/>")),
                romeo.take());
        assertEquals(
                List.of(
                        stanza("<presence id='p1' from='juliet@im.example.com/balcony' to='tybalt@capulet.example'/>"),
                        stanza("<presence type='probe' from='juliet@im.example.com' to='tybalt@capulet.example'/>")),
                server.elsewhere.stream()
                        .sorted((a, b) -> a.attribute("type").isPresent() ? 1 : -1)
                        .toList());
        server.elsewhere();
        server.send(balcony, "<presence><show>away</show></presence>");
        assertEquals(List.of("available juliet@im.example.com/balcony"), balcony.shorts());
        assertEquals(1, romeo.take().size());
        assertEquals(List.of("available juliet@im.example.com/balcony"), server.elsewhere());
        server.send(balcony, "<presence type='unavailable'><status>going on vacation</status></presence>");
        XmlElement gone = romeo.take().get(0);
        assertEquals(
                "going on vacation",
                gone.element("jabber:client", "status").orElseThrow().text());
        assertEquals(List.of("unavailable juliet@im.example.com/balcony"), server.elsewhere());
        server.send(balcony, "<presence type='unavailable'/>");
        server.leave(balcony);
        assertEquals(List.of(), romeo.shorts());
        assertEquals(List.of(), server.elsewhere());
    }

    /** Who is not subscribed is told nothing, and who is nothing but subscribed is asked nothing. */
    @Test
    void aSubscriptionIsForOneDirection() {
        Client juliet = server.client(JULIET, "balcony");
        server.send(juliet, "<presence to='paris@verona.example' type='subscribe'/>");
        server.arrive("<presence from='paris@verona.example' to='juliet@im.example.com' type='subscribed'/>");
        server.arrive("<presence from='nurse@verona.example' to='juliet@im.example.com' type='subscribe'/>");
        server.send(juliet, "<presence to='nurse@verona.example' type='subscribed'/>");
        server.elsewhere();
        server.send(juliet, "<presence/>");
        assertEquals(
                List.of(
                        "nurse@verona.example available",
                        "paris@verona.example probe",
                        "tybalt@capulet.example available",
                        "tybalt@capulet.example probe"),
                server.elsewhere.stream()
                        .map(stanza -> stanza.attribute("to").orElse("") + " "
                                + stanza.attribute("type").orElse("available"))
                        .sorted()
                        .toList());
        server.elsewhere();
        server.arrive("<presence from='paris@verona.example' to='juliet@im.example.com' type='probe'/>");
        assertEquals(List.of("unsubscribed juliet@im.example.com"), server.elsewhere());
        server.arrive("<presence from='nurse@verona.example' to='juliet@im.example.com' type='probe'/>");
        assertEquals(List.of("available juliet@im.example.com/balcony"), server.elsewhere());
    }

    /** Section 4.5.2. */
    @Test
    void whoLeavesWithoutAWordIsUnavailable() {
        Client romeo = server.available(ROMEO, "orchard", 0);
        Client balcony = server.available(JULIET, "balcony", 0);
        Client chamber = server.available(JULIET, "chamber", 0);
        romeo.take();
        balcony.take();
        server.elsewhere();
        server.leave(chamber);
        List<String> gone = List.of("unavailable juliet@im.example.com/chamber");
        assertEquals(gone, romeo.shorts());
        assertEquals(gone, balcony.shorts());
        assertEquals(gone, server.elsewhere());
        assertEquals(List.of(), chamber.shorts());
    }

    /** Section 4.3.2: each available resource, with the presence that it sent. */
    @Test
    void aProbeIsAnsweredToSubscribers() {
        String probe =
                "<presence from='tybalt@capulet.example' to='juliet@im.example.com' type='probe' id='ign291v5'/>";
        server.arrive(probe);
        XmlElement away = server.elsewhere.get(0);
        assertEquals(List.of("unavailable juliet@im.example.com"), server.elsewhere());
        assertEquals(Optional.of("ign291v5"), away.attribute("id"));
        Client balcony = server.client(JULIET, "balcony");
        server.send(balcony, "<presence id='pres1'><show>dnd</show></presence>");
        server.available(JULIET, "chamber", -1);
        server.client(JULIET, "silent");
        server.elsewhere();
        server.arrive(probe);
        assertEquals(
                stanza("<presence from='juliet@im.example.com/balcony' to='tybalt@capulet.example' id='pres1'>"
                        + "<show>dnd</show></presence>"),
                server.elsewhere.get(0));
        assertEquals(
                List.of("available juliet@im.example.com/balcony", "available juliet@im.example.com/chamber"),
                server.elsewhere());
        server.arrive("<presence from='tybalt@capulet.example' to='juliet@im.example.com/balcony' type='probe'/>");
        assertEquals(
                List.of(stanza("<presence from='juliet@im.example.com/balcony' to='tybalt@capulet.example'/>")),
                List.copyOf(server.elsewhere));
        server.elsewhere();
        for (String other : List.of("silent", "gone")) {
            server.arrive(
                    "<presence from='tybalt@capulet.example' to='juliet@im.example.com/" + other + "' type='probe'/>");
            assertEquals(List.of("unavailable juliet@im.example.com/" + other), server.elsewhere());
        }
        server.now = Instant.parse("2003-01-01T00:00:00Z");
        server.leave(balcony);
        server.router.leave(JULIET.withResourcepart("chamber"));
        server.elsewhere();
        server.arrive(probe);
        assertEquals(
                Optional.of("2003-01-01T00:00:00Z"),
                server.elsewhere.get(0).element("urn:xmpp:delay", "delay").flatMap(delay -> delay.attribute("stamp")));
    }

    /** Section 4.3.2: the same for everybody who may not know, and for accounts that are not there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "juliet@im.example.com",
                "juliet@im.example.com/balcony",
                "juliet@im.example.com/gone",
                "nobody@im.example.com",
                "nobody@im.example.com/balcony"
            })
    void aProbeOfStrangersTellsNothing(String to) {
        server.available(JULIET, "balcony", 0);
        server.elsewhere();
        server.arrive("<presence from='paris@verona.example' to='" + to + "' type='probe' id='x'/>");
        String account = to.replaceFirst("/.*", "");
        assertEquals(
                List.of(stanza(
                        "<presence type='unsubscribed' from='" + account + "' to='paris@verona.example' id='x'/>")),
                server.elsewhere);
    }

    /** Section 4.6.3: who was told hears when it is over, and nothing in between. */
    @Test
    void directedPresenceEndsWithTheResource() {
        Client juliet = server.available(JULIET, "balcony", 0);
        server.elsewhere();
        server.send(juliet, "<presence to='room@plays.example/me'/>");
        server.send(juliet, "<presence to='paris@verona.example'/>");
        server.send(juliet, "<presence to='tybalt@capulet.example'/>");
        assertEquals(3, server.elsewhere().size());
        server.send(juliet, "<presence to='paris@verona.example' type='unavailable'/>");
        server.elsewhere();
        server.send(juliet, "<presence><show>away</show></presence>");
        assertEquals(List.of("available juliet@im.example.com/balcony"), server.elsewhere());
        server.leave(juliet);
        assertEquals(
                List.of("room@plays.example/me", "tybalt@capulet.example"),
                server.elsewhere.stream()
                        .map(stanza -> stanza.attribute("to").orElse(""))
                        .sorted()
                        .toList());
        assertEquals(2, server.elsewhere().size(), "who is subscribed hears it once");
    }

    /** Case 3 of section 4.6.3: the resource is connected, not available. */
    @Test
    void directedPresenceOfOneWhoIsNotAvailableEndsToo() {
        Client juliet = server.client(JULIET, "balcony");
        server.send(juliet, "<presence to='tybalt@capulet.example'/>");
        server.elsewhere();
        server.leave(juliet);
        assertEquals(List.of("unavailable juliet@im.example.com/balcony"), server.elsewhere());
    }

    /** Section 4.6.6. */
    @Test
    void whoWasToldMayAskAgain() {
        Client juliet = server.client(JULIET, "balcony");
        server.send(juliet, "<presence to='room@plays.example/me'><status>here</status></presence>");
        server.elsewhere();
        server.arrive("<presence from='room@plays.example/me' to='juliet@im.example.com/balcony' type='probe'/>");
        assertEquals(
                List.of(stanza("<presence from='juliet@im.example.com/balcony' to='room@plays.example/me'/>")),
                server.elsewhere);
        server.elsewhere();
        server.arrive("<presence from='room@plays.example/you' to='juliet@im.example.com/balcony' type='probe'/>");
        assertEquals(List.of("unsubscribed juliet@im.example.com"), server.elsewhere());
    }

    @Test
    void directedPresenceIsBounded() {
        Client juliet = server.client(JULIET, "balcony");
        for (int i = 0; i < DirectedPresence.MOST_ENTITIES; i++) {
            server.send(juliet, "<presence to='a" + i + "@b.example'/>");
        }
        assertEquals(List.of(), juliet.take());
        server.send(juliet, "<presence to='more@b.example'/>");
        assertEquals("resource-constraint", FakeServer.condition(juliet.take().get(0)));
    }

    /** Sections 8.5.2.1.2 and 8.5.3. */
    @Test
    void whatComesGoesToAvailableResources() {
        Client first = server.available(ROMEO, "a", 0);
        Client negative = server.available(ROMEO, "b", -1);
        Client silent = server.client(ROMEO, "c");
        List.of(first, negative).forEach(Client::take);
        XmlElement presence = stanza("<presence from='x@y.example/z' to='romeo@im.example.com'/>");
        server.router.route(Stanza.fromElement(presence));
        assertEquals(List.of(presence), first.take());
        assertEquals(List.of(presence), negative.take());
        assertEquals(List.of(), silent.take());
        server.arrive("<presence from='x@y.example/z' to='romeo@im.example.com/c'/>");
        server.arrive("<presence from='x@y.example/z' to='romeo@im.example.com/gone'/>");
        server.arrive("<presence from='x@y.example/z' to='nobody@im.example.com'/>");
        assertEquals(1, silent.take().size());
        assertTrue(server.elsewhere().isEmpty(), "nobody is told");
    }
}
