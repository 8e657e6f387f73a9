package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.JULIET;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.ROMEO;
import static org.xmpptoolkit.testkit.endpoint.FakeServer.stanza;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.testkit.endpoint.FakeServer.Client;

class OfflineMessagesTest {
    private final FakeServer server = new FakeServer();
    private final Client juliet = server.client(JULIET, "a");

    private void say(String id, String more) {
        server.send(juliet, "<message id='" + id + "' type='chat' to='romeo@im.example.com'>" + more + "</message>");
    }

    private List<String> messagesAt(Client client) {
        return client.shorts().stream()
                .filter(stanza -> stanza.startsWith("message"))
                .toList();
    }

    /** With the time at which it came, from the domain (XEP-0160 section 2, XEP-0203). */
    @Test
    void messagesWaitForPresenceThatIsNotNegative() {
        say("1", "<body>one</body>");
        say("2", "<body>two</body>");
        Client romeo = server.client(ROMEO, "b");
        server.send(romeo, "<presence><priority>-1</priority></presence>");
        assertEquals(List.of(), messagesAt(romeo));
        say("3", "<body>three</body>");
        server.send(romeo, "<presence/>");
        List<XmlElement> got = romeo.take();
        assertEquals(
                stanza("<message id='1' type='chat' to='romeo@im.example.com' from='juliet@im.example.com/a'>"
                        + "<body>one</body><delay xmlns='urn:xmpp:delay' from='im.example.com'"
                        + " stamp='2002-09-10T23:41:07Z'>Offline Storage</delay></message>"),
                got.get(1));
        assertEquals(
                List.of("message 1 chat", "message 2 chat", "message 3 chat"),
                got.stream().skip(1).map(FakeServer::inShort).toList());
        Client other = server.client(ROMEO, "c");
        server.send(other, "<presence/>");
        assertEquals(List.of(), messagesAt(other), "each is delivered once");
        assertEquals(List.of(), juliet.take());
    }

    @Test
    void whatMeansNothingLaterIsNotKept() {
        say("1", "<composing xmlns='http://jabber.org/protocol/chatstates'/>");
        say("2", "<body>x</body><no-store xmlns='urn:xmpp:hints'/>");
        say("3", "<body>x</body><active xmlns='http://jabber.org/protocol/chatstates'/>");
        say("4", "");
        Client romeo = server.client(ROMEO, "b");
        server.send(romeo, "<presence/>");
        assertEquals(List.of("message 3 chat", "message 4 chat"), messagesAt(romeo));
        assertEquals(List.of(), juliet.take());
    }

    @Test
    void theStoreIsBoundedInNumber() {
        for (int i = 0; i < OfflineMessages.MOST_MESSAGES; i++) {
            say("m" + i, "<body>x</body>");
        }
        assertEquals(List.of(), juliet.take());
        say("more", "<body>x</body>");
        assertEquals("service-unavailable", FakeServer.condition(juliet.take().get(0)));
        Client romeo = server.client(ROMEO, "b");
        server.send(romeo, "<presence/>");
        assertEquals(OfflineMessages.MOST_MESSAGES, messagesAt(romeo).size());
        server.leave(romeo);
        say("again", "<body>x</body>");
        assertEquals(List.of(), juliet.take());
    }

    @Test
    void theStoreIsBoundedInOctets() {
        String much = "<body>" + "x".repeat(250_000) + "</body>"; // a stanza has 262,144 octets at most
        int fit = (int) OfflineMessages.MOST_OCTETS / 250_000;
        for (int i = 0; i < fit; i++) {
            say("m" + i, much);
        }
        assertEquals(List.of(), juliet.take());
        say("more", much);
        assertEquals(List.of("message more error"), juliet.shorts());
    }

    /** A client is gone whose stream was lost: a chat waits for the next one, what is normal goes back (RFC 6121 section 8.5.3.2.1). */
    @Test
    void whatDidNotReachAClientIsKept() {
        XmlElement lost = stanza(
                "<message id='1' type='chat' to='romeo@im.example.com/b' from='juliet@im.example.com/a'><body>x</body></message>");
        server.messages.undelivered(List.of(Stanza.fromElement(lost)));
        Client romeo = server.client(ROMEO, "b");
        server.send(romeo, "<presence/>");
        assertEquals(List.of("message 1 chat"), messagesAt(romeo));
        assertEquals(List.of(), juliet.take());
    }
}
