package org.xmpptoolkit.stanza.stableids;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Bound;
import org.xmpptoolkit.stanza.Message;

class StableIdsTest {
    @Test
    void areReadAndWritten() {
        StanzaId id =
                Bound.read(StanzaId.class, "<stanza-id xmlns='urn:xmpp:sid:0' id='5f3d' by='room@muc.example.org'/>");
        assertEquals(Optional.of("5f3d"), id.id());
        assertEquals(Optional.of(Jid.parse("room@muc.example.org")), id.by());
        assertEquals(StanzaId.of("5f3d", Jid.parse("room@muc.example.org")), id);
        OriginId origin = Bound.read(OriginId.class, "<origin-id xmlns='urn:xmpp:sid:0' id='de30'/>");
        assertEquals(OriginId.of("de30"), origin);
        assertEquals(Optional.of("de30"), origin.id());
        Message message = Message.builder()
                .payload(id)
                .payload(StanzaId.of("1", Jid.parse("example.org")))
                .build();
        assertEquals(2, message.extensions(StanzaId.class).size());
    }

    @Test
    void tellWhatIsWrong() {
        assertEquals(
                List.of("stanza-id/@id MISSING ", "stanza-id/@by BAD_VALUE @"),
                Bound.problems(StanzaId.class, "<stanza-id xmlns='urn:xmpp:sid:0' by='@'/>"));
        assertEquals(
                List.of("origin-id/@id MISSING "),
                Bound.problems(OriginId.class, "<origin-id xmlns='urn:xmpp:sid:0'/>"));
    }
}
