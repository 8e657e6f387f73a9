package org.xmpptoolkit.stanza.carbons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stanza.Bound;
import org.xmpptoolkit.stanza.Message;

class CarbonTest {
    private static final String INNER = "<forwarded xmlns='urn:xmpp:forward:0'>"
            + "<message xmlns='jabber:client' from='juliet@capulet.example/balcony' to='romeo@montague.example/garden'"
            + " type='chat'><body>What man art thou that, thus bescreen'd in night?</body></message></forwarded>";

    private static Message around(String name) {
        return Message.fromElement(XmlElement.parse("<message xmlns='jabber:client' from='romeo@montague.example'>"
                + "<" + name + " xmlns='urn:xmpp:carbons:2'>" + INNER + "</" + name + "></message>"));
    }

    @Test
    void areFoundWhicheverWayTheMessageWent() {
        Carbon received = around("received").extension(Carbon.class).orElseThrow();
        assertInstanceOf(CarbonReceived.class, received);
        assertEquals(
                Optional.of("juliet@capulet.example/balcony"),
                received.message().orElseThrow().rawFrom());
        Carbon sent = around("sent").extension(Carbon.class).orElseThrow();
        assertEquals(CarbonSent.of(sent.forwarded().orElseThrow()), sent);
        assertNotEquals(sent, received);
        assertEquals(CarbonReceived.of(sent.forwarded().orElseThrow()), received);
    }

    @Test
    @Rule({"R-087", "R-088"})
    void keepTheirMessageInJabberClientOnEveryStream() {
        for (String name : List.of("sent", "received")) {
            Message message = around(name);
            XmlElement there = message.toElement(Namespaces.SERVER);
            assertEquals(
                    XmlElement.parse(INNER), there.elements().get(0).elements().get(0));
            Carbon carbon = Message.fromElement(there).extension(Carbon.class).orElseThrow();
            assertEquals(Namespaces.CLIENT, carbon.message().orElseThrow().contentNamespace());
            assertEquals(message.extension(Carbon.class), Optional.of(carbon));
        }
    }

    @Test
    void areReadAndWritten() {
        String received = "<received xmlns='urn:xmpp:carbons:2'>" + INNER + "</received>";
        assertEquals(
                around("received").extension(Carbon.class), Optional.of(Bound.read(CarbonReceived.class, received)));
        Bound.read(CarbonSent.class, "<sent xmlns='urn:xmpp:carbons:2'>" + INNER + "</sent>");
        assertEquals(CarbonsEnable.of(), Bound.read(CarbonsEnable.class, "<enable xmlns='urn:xmpp:carbons:2'/>"));
        assertEquals(CarbonsDisable.of(), Bound.read(CarbonsDisable.class, "<disable xmlns='urn:xmpp:carbons:2'/>"));
        assertEquals(CarbonsPrivate.of(), Bound.read(CarbonsPrivate.class, "<private xmlns='urn:xmpp:carbons:2'/>"));
    }

    @Test
    void tellWhatIsMissing() {
        assertEquals(
                List.of("received/forwarded MISSING "),
                Bound.problems(CarbonReceived.class, "<received xmlns='urn:xmpp:carbons:2'/>"));
    }
}
