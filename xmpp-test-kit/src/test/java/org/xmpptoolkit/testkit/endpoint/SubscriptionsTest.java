package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.JULIET;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.ROMEO;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.stanza;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.testkit.endpoint.FakeServer.Client;

/** The flows of RFC 6121 section 3. */
class SubscriptionsTest {
    private final FakeServer server = new FakeServer().withOthers();

    private Client subscribed() {
        Client romeo = server.interested(ROMEO, "foo");
        Client juliet = server.interested(JULIET, "balcony");
        server.send(romeo, "<presence id='xk3h1v69' to='juliet@im.example.com' type='subscribe'/>");
        server.send(juliet, "<presence id='h4v1c4kj' to='romeo@im.example.com' type='subscribed'/>");
        romeo.take();
        juliet.take();
        return romeo;
    }

    private Client juliet() {
        return server.interested(JULIET, "chamber");
    }

    /** Sections 3.1.1 to 3.1.6, with two resources each; those that did not ask for the roster get no pushes. */
    @Test
    @Rule("R-232")
    void aRequestIsMadeAndApproved() {
        Client foo = server.interested(ROMEO, "foo");
        Client bar = server.interested(ROMEO, "bar");
        Client balcony = server.interested(JULIET, "balcony");
        Client chamber = server.available(JULIET, "chamber", 0);
        List.of(foo, bar, balcony, chamber).forEach(Client::take);
        server.send(foo, "<presence id='xk3h1v69' to='juliet@im.example.com/balcony' type='subscribe'/>");
        List<String> asking = List.of("push juliet@im.example.com none ask");
        assertEquals(asking, foo.shorts());
        assertEquals(asking, bar.shorts());
        XmlElement request = stanza(
                "<presence from='romeo@im.example.com' id='xk3h1v69' to='juliet@im.example.com' type='subscribe'/>");
        assertEquals(List.of(request), balcony.take());
        assertEquals(List.of(request), chamber.take());
        server.send(chamber, "<presence id='h4v1c4kj' to='romeo@im.example.com' type='subscribed'/>");
        List<String> approved = List.of(
                "subscribed juliet@im.example.com",
                "push juliet@im.example.com to",
                "available juliet@im.example.com/balcony",
                "available juliet@im.example.com/chamber");
        assertEquals(approved, foo.shorts());
        assertEquals(approved, bar.shorts());
        assertEquals(List.of("push romeo@im.example.com from"), balcony.shorts());
        assertEquals(List.of(), chamber.shorts());
    }

    /** Section 3.2. */
    @Test
    void aSubscriptionIsCancelled() {
        Client romeo = subscribed();
        Client juliet = juliet();
        romeo.take();
        server.send(juliet, "<presence id='ij5b1v7g' to='romeo@im.example.com' type='unsubscribed'/>");
        assertEquals(
                List.of(
                        "unavailable juliet@im.example.com/balcony",
                        "unavailable juliet@im.example.com/chamber",
                        "unsubscribed juliet@im.example.com",
                        "push juliet@im.example.com none"),
                romeo.shorts());
        assertEquals(List.of("push romeo@im.example.com none"), juliet.shorts());
        server.send(juliet, "<presence><show>away</show></presence>");
        assertEquals(List.of(), romeo.shorts());
    }

    /** Section 3.3. */
    @Test
    void oneUnsubscribes() {
        Client romeo = subscribed();
        Client juliet = juliet();
        romeo.take();
        server.send(romeo, "<presence id='ul4bs71n' to='juliet@im.example.com' type='unsubscribe'/>");
        assertEquals(List.of("unsubscribe romeo@im.example.com", "push romeo@im.example.com none"), juliet.shorts());
        assertEquals(
                List.of(
                        "push juliet@im.example.com none",
                        "unavailable juliet@im.example.com/balcony",
                        "unavailable juliet@im.example.com/chamber"),
                romeo.shorts());
    }

    /** Section 3.1.3: whole, once, and each time until it is answered. */
    @Test
    void aRequestWaitsUntilItIsAnswered() {
        Client romeo = server.interested(ROMEO, "foo");
        server.send(
                romeo, "<presence id='1' to='juliet@im.example.com' type='subscribe'><status>Hi</status></presence>");
        server.send(romeo, "<presence id='2' to='juliet@im.example.com' type='subscribe'/>");
        Client first = server.client(JULIET, "a");
        server.send(first, "<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>");
        assertEquals(
                List.of(),
                first.take()
                        .get(0)
                        .element("jabber:iq:roster", "query")
                        .orElseThrow()
                        .elements());
        server.send(first, "<presence/>");
        XmlElement request = stanza("<presence id='1' from='romeo@im.example.com' to='juliet@im.example.com'"
                + " type='subscribe'><status>Hi</status></presence>");
        assertEquals(request, first.take().get(1));
        server.send(first, "<presence><show>away</show></presence>");
        assertEquals(1, first.take().size());
        Client second = server.client(JULIET, "b");
        server.send(second, "<presence/>");
        assertTrue(second.take().contains(request));
        server.send(second, "<presence to='romeo@im.example.com' type='unsubscribed'/>");
        Client third = server.client(JULIET, "c");
        server.send(third, "<presence/>");
        assertEquals(3, third.take().size(), "its own presence and those of two more");
    }

    @Test
    void whoSubscribesToASubscriberIsAnsweredByTheServer() {
        Client romeo = subscribed();
        server.send(romeo, "<presence id='again' to='juliet@im.example.com' type='subscribe'/>");
        assertEquals(List.of(), romeo.shorts());
        server.arrive("<presence from='tybalt@capulet.example' to='juliet@im.example.com' type='subscribe'/>");
        server.send(juliet(), "<presence to='tybalt@capulet.example' type='subscribed'/>");
        server.elsewhere();
        server.arrive("<presence from='tybalt@capulet.example/x' to='juliet@im.example.com' type='subscribe' id='s'/>");
        assertEquals(
                List.of(
                        stanza(
                                "<presence from='juliet@im.example.com' to='tybalt@capulet.example' type='subscribed' id='s'/>")),
                server.elsewhere);
    }

    /** Section 8.5.1: silence, as if there were somebody who does not answer. */
    @Test
    void whoSubscribesToNobodyLearnsNothing() {
        Client romeo = server.interested(ROMEO, "foo");
        server.send(romeo, "<presence to='nobody@im.example.com' type='subscribe'/>");
        assertEquals(List.of("push nobody@im.example.com none ask"), romeo.shorts());
        server.arrive("<presence from='tybalt@capulet.example' to='nobody@im.example.com' type='subscribe'/>");
        assertEquals(List.of(), server.elsewhere());
    }

    /** Section 3.1.3. */
    @Test
    void whatIsForOneResourceIsForTheAccount() {
        Client romeo = server.interested(ROMEO, "foo");
        Client other = server.interested(ROMEO, "bar");
        romeo.take();
        server.arrive("<presence from='tybalt@capulet.example' to='romeo@im.example.com/gone' type='subscribe'/>");
        List<XmlElement> request =
                List.of(stanza("<presence from='tybalt@capulet.example' to='romeo@im.example.com' type='subscribe'/>"));
        assertEquals(request, romeo.take());
        assertEquals(request, other.take());
    }

    /** Section 8.5.3.2.2. */
    @ParameterizedTest
    @ValueSource(strings = {"subscribed", "unsubscribe", "unsubscribed"})
    void whatIsForAResourceThatIsGoneIsIgnored(String type) {
        Client romeo = server.interested(ROMEO, "foo");
        server.send(romeo, "<presence to='tybalt@capulet.example' type='subscribe'/>");
        romeo.take();
        server.arrive("<presence from='tybalt@capulet.example' to='romeo@im.example.com/gone' type='" + type + "'/>");
        assertEquals(List.of(), romeo.shorts());
    }

    /** Section 3.1.2: a domain that cannot be found is told of. */
    @Test
    void aRequestThatCannotBeRoutedComesBack() {
        Client romeo = server.interested(ROMEO, "foo");
        server.send(romeo, "<presence id='s' to='x@nowhere.example' type='subscribe'/>");
        List<XmlElement> got = romeo.take();
        assertEquals("push x@nowhere.example none ask", FakeServer.inShort(got.get(0)));
        assertEquals("remote-server-not-found", FakeServer.condition(got.get(1)));
    }

    @Test
    void requestsAreBounded() {
        for (int i = 0; i < 2 * Rosters.MOST_REQUESTS; i++) {
            server.arrive("<presence from='t" + i + "@capulet.example' to='juliet@im.example.com' type='subscribe'/>");
        }
        Client juliet = server.client(JULIET, "a");
        server.send(juliet, "<presence/>");
        assertEquals(Rosters.MOST_REQUESTS + 1, juliet.take().size());
    }

    @Test
    void aLongRequestIsKeptWithoutItsContent() {
        server.arrive("<presence from='t@capulet.example' to='juliet@im.example.com' type='subscribe'><status>"
                + "x".repeat(10_000) + "</status></presence>");
        Client juliet = server.client(JULIET, "a");
        server.send(juliet, "<presence/>");
        assertEquals(
                stanza("<presence from='t@capulet.example' to='juliet@im.example.com' type='subscribe'/>"),
                juliet.take().get(1));
    }

    @Test
    void oneIsNotAskedForOnesOwnPresence() {
        Client romeo = server.interested(ROMEO, "foo");
        server.send(romeo, "<presence to='romeo@im.example.com' type='subscribe'/>");
        assertEquals(List.of(), romeo.shorts());
    }
}
