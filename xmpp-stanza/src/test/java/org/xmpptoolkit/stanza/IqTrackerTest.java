package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;

class IqTrackerTest {
    private static final Jid OWN = Jid.parse("juliet@example.com/balcony");

    private final IqTracker<String> tracker = new IqTracker<>(OWN);

    private static Iq request(String to) {
        Iq.Builder builder = Iq.get("i1", XmlElement.of("urn:x", "q"));
        return (to.isEmpty() ? builder : builder.rawTo(to)).build();
    }

    private static Stanza answer(String attributes) {
        return Stanza.fromElement(XmlElement.parse("<iq xmlns='jabber:client' " + attributes + "/>"));
    }

    @Test
    void pairsAnAnswerOnceByIdAndSender() {
        tracker.sent(request("Romeo@example.net/Orchard"), "a");
        assertEquals(
                Optional.empty(), tracker.received(answer("type='result' id='i2' from='romeo@example.net/Orchard'")));
        assertEquals(Optional.empty(), tracker.received(answer("type='get' id='i1' from='romeo@example.net/Orchard'")));
        assertEquals(
                Optional.of("a"), tracker.received(answer("type='result' id='i1' from='romeo@example.net/Orchard'")));
        assertEquals(
                Optional.empty(), tracker.received(answer("type='result' id='i1' from='romeo@example.net/Orchard'")));
    }

    @Test
    void takesNoAnswerFromTheWrongSender() {
        tracker.sent(request("romeo@example.net/orchard"), "a");
        for (String from : List.of(
                "from='romeo@example.net'",
                "from='mallory@example.org'",
                "from='example.net'",
                "from='@'",
                "",
                "from=''")) {
            assertEquals(Optional.empty(), tracker.received(answer("type='result' id='i1' " + from)), from);
        }
        assertEquals(1, tracker.pending());
    }

    @Test
    @Rule({"R-229", "R-234", "R-236"})
    void takesNoSenderForTheAccount() {
        for (String to : List.of("", "juliet@example.com")) {
            for (String from : List.of("", "from='juliet@example.com'", "from='juliet@example.com' to='" + OWN + "'")) {
                tracker.sent(request(to), "a");
                assertEquals(Optional.of("a"), tracker.received(answer("type='error' id='i1' " + from)), to + from);
            }
        }
        tracker.sent(request(""), "a");
        for (String from : List.of("example.com", "mallory@example.com", "juliet@example.org")) {
            assertEquals(Optional.empty(), tracker.received(answer("type='result' id='i1' from='" + from + "'")), from);
        }
    }

    @Test
    void pairsTheRefusalOfAMalformedAddress() {
        tracker.sent(request("r@meo@example.net"), "a");
        assertEquals(Optional.of("a"), tracker.received(answer("type='error' id='i1' from='r@meo@example.net'")));
    }

    @Test
    void forgetsWhatIsCancelled() {
        tracker.sent(request("a@b"), "a");
        tracker.sent(request("c@d"), "c");
        assertThrows(IllegalStateException.class, () -> tracker.sent(request("a@b"), "again"));
        assertEquals(Optional.of("a"), tracker.cancel(request("a@b")));
        assertEquals(Optional.empty(), tracker.received(answer("type='result' id='i1' from='a@b'")));
        assertEquals(List.of("c"), tracker.cancelAll());
        assertEquals(0, tracker.pending());
        assertThrows(
                IllegalArgumentException.class,
                () -> tracker.sent(request("a@b").result(), "x"));
    }
}
