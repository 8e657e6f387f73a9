package org.xmpptoolkit.stanza.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Bound;
import org.xmpptoolkit.stanza.Iq;

class PingTest {
    @Test
    void asksAndIsAnswered() {
        assertEquals(Ping.of(), Bound.read(Ping.class, "<ping xmlns='urn:xmpp:ping'/>"));
        Iq ping = Iq.get("p1", Ping.of()).to(Jid.parse("example.com")).build();
        assertEquals(Optional.of(Ping.of()), ping.extension(Ping.class));
        assertEquals(List.of(), ping.result().payloads());
        assertEquals(
                List.of("ping/text() STRAY_TEXT x"),
                Bound.problems(Ping.class, "<ping xmlns='urn:xmpp:ping'>x</ping>"));
    }
}
