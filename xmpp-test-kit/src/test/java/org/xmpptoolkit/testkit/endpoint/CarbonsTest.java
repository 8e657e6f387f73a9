package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.JULIET;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.ROMEO;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.stanza;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.testkit.endpoint.FakeServer.Client;

/** XEP-0280. */
class CarbonsTest {
    private final FakeServer server = new FakeServer().withOthers();
    private final Client garden = enabled(ROMEO, "garden", 1);
    private final Client home = enabled(ROMEO, "home", 0);
    private final Client plain = server.available(ROMEO, "plain", 0);
    private final Client juliet = server.available(JULIET, "balcony", 0);

    CarbonsTest() {
        takeAll();
    }

    private void takeAll() {
        List.of(garden, home, plain, juliet).forEach(Client::take);
    }

    private Client enabled(Jid account, String resourcepart, int priority) {
        Client client = server.available(account, resourcepart, priority);
        carbons(client, "enable");
        return client;
    }

    private void carbons(Client client, String what) {
        server.send(client, "<iq type='set' id='c'><" + what + " xmlns='urn:xmpp:carbons:2'/></iq>");
        assertEquals(List.of("iq c result"), client.shorts());
    }

    private void toGarden(String type, String content) {
        server.send(
                juliet,
                "<message id='m' to='romeo@im.example.com/garden'" + type + "><body>x</body>" + content + "</message>");
    }

    /** Examples 7 and 8. */
    @Test
    void whatComesForOneIsCopiedToTheOthers() {
        toGarden(" type='chat'", "");
        assertEquals(List.of("message m chat"), garden.shorts());
        assertEquals(
                List.of(stanza("<message from='romeo@im.example.com' to='romeo@im.example.com/home' type='chat'>"
                        + "<received xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                        + "<message xmlns='jabber:client' id='m' from='juliet@im.example.com/balcony'"
                        + " to='romeo@im.example.com/garden' type='chat'><body>x</body></message>"
                        + "</forwarded></received></message>")),
                home.take());
        assertEquals(List.of(), plain.take());
        assertEquals(List.of(), juliet.take());
    }

    @Test
    void whatComesForTheAccountIsCopiedToThoseWhoDidNotGetIt() {
        server.send(juliet, "<message id='m' to='romeo@im.example.com' type='chat'/>");
        assertEquals(List.of("message m chat"), garden.shorts());
        assertEquals(List.of("message - chat"), home.shorts());
    }

    /** Examples 9 and 10, sent by one that has them not enabled, to another server. */
    @Test
    void whatOneSendsIsCopiedToTheOthers() {
        server.send(plain, "<message id='m' to='tybalt@capulet.example' type='chat'><body>x</body></message>");
        assertEquals(List.of("message m chat"), server.elsewhere());
        assertEquals(
                List.of(stanza("<message from='romeo@im.example.com' to='romeo@im.example.com/garden' type='chat'>"
                        + "<sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                        + "<message xmlns='jabber:client' id='m' from='romeo@im.example.com/plain'"
                        + " to='tybalt@capulet.example' type='chat'><body>x</body></message>"
                        + "</forwarded></sent></message>")),
                garden.take());
        assertEquals(List.of("message - chat"), home.shorts());
        server.send(home, "<message id='m' to='tybalt@capulet.example' type='chat'/>");
        assertEquals(List.of(), home.take(), "not to the sender");
        assertEquals(List.of("message - chat"), garden.shorts());
    }

    @Test
    void whatAnAccountSendsToItselfIsCopiedOnce() {
        server.send(home, "<message id='m' to='romeo@im.example.com/plain' type='chat'/>");
        assertEquals(List.of("message m chat"), plain.shorts());
        assertEquals(List.of("message - chat"), garden.shorts());
        assertEquals(List.of(), home.take());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<private xmlns='urn:xmpp:carbons:2'/>",
                "<no-copy xmlns='urn:xmpp:hints'/>",
                "<received xmlns='urn:xmpp:carbons:2'/>",
                "<sent xmlns='urn:xmpp:carbons:2'/>",
                "<x xmlns='http://jabber.org/protocol/muc#user'/>"
            })
    void whatIsPrivateOrACopyIsNotCopied(String content) {
        toGarden(" type='chat'", content);
        assertEquals(List.of("message m chat"), garden.shorts());
        assertEquals(List.of(), home.take());
        server.send(
                plain,
                "<message id='m' to='tybalt@capulet.example' type='chat'><body>x</body>" + content + "</message>");
        assertEquals(List.of(), garden.take());
    }

    @ParameterizedTest
    @ValueSource(strings = {" type='headline'", " type='groupchat'", " type='error'"})
    void whatIsNoConversationIsNotCopied(String type) {
        toGarden(type, "");
        assertEquals(1, garden.take().size());
        assertEquals(List.of(), home.take());
    }

    @Test
    void aNormalMessageIsCopiedIfItHasABody() {
        toGarden("", "");
        assertEquals(List.of("message - -"), home.shorts());
        server.send(juliet, "<message id='m' to='romeo@im.example.com/garden'><subject>x</subject></message>");
        assertEquals(List.of(), home.take());
    }

    @Test
    void itEndsWhenItIsDisabledAndWithTheResource() {
        carbons(home, "enable");
        carbons(home, "disable");
        toGarden(" type='chat'", "");
        assertEquals(List.of(), home.take());
        carbons(home, "disable");
        carbons(home, "enable");
        server.leave(home);
        Client again = server.available(ROMEO, "home", 0);
        again.take();
        toGarden(" type='chat'", "");
        assertEquals(List.of(), again.take());
    }

    /** What a client that is gone did not get was copied when it was sent. */
    @Test
    void whatFindsAnotherWayIsNotCopiedAgain() {
        server.messages.undelivered(List.of(Stanza.fromElement(stanza(
                "<message id='m' type='chat' to='romeo@im.example.com/gone' from='juliet@im.example.com/balcony'/>"))));
        assertEquals(List.of("message m chat"), garden.shorts());
        assertEquals(List.of(), home.take());
    }

    /** A copy is for one client: where that is gone, nobody gets it instead, and nobody hears of it. */
    @Test
    void aCopyThatReachedNobodyIsDropped() {
        toGarden(" type='chat'", "");
        XmlElement copy = home.take().get(0);
        server.leave(home);
        takeAll();
        server.messages.undelivered(List.of(Stanza.fromElement(copy)));
        server.router.refused(home, copy);
        List.of(garden, plain, juliet).forEach(client -> assertEquals(List.of(), client.take()));
        server.leave(garden);
        server.leave(plain);
        server.messages.undelivered(List.of(Stanza.fromElement(copy)));
        assertEquals(List.of(), server.available(ROMEO, "later", 0).take(), "nor is it stored");
    }

    @Test
    void nobodyEnablesItForOthers() {
        server.send(
                juliet, "<iq type='set' id='c' to='romeo@im.example.com'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
        assertEquals("service-unavailable", FakeServer.condition(juliet.take().get(0)));
    }
}
