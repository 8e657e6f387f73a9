package org.xmpptoolkit.stanza.delay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Bound;
import org.xmpptoolkit.stanza.ExtensionRegistry;
import org.xmpptoolkit.stanza.Message;

class DelayTest {
    @Test
    void readsWhenAndByWhom() {
        Delay delay = Bound.read(
                Delay.class,
                "<delay xmlns='urn:xmpp:delay' from='example.com' stamp='2002-09-10T23:08:25Z'>Offline Storage</delay>");
        assertEquals(Optional.of(Instant.parse("2002-09-10T23:08:25Z")), delay.stamp());
        assertEquals(Optional.of(Jid.parse("example.com")), delay.from());
        assertEquals(Optional.of("Offline Storage"), delay.reason());
        assertEquals(
                Delay.of(Instant.parse("2002-09-10T23:08:25Z"), Jid.parse("example.com"))
                        .withReason("Offline Storage"),
                delay);
        assertEquals(Optional.empty(), Delay.of(Instant.EPOCH).reason());
        assertThrows(IllegalArgumentException.class, () -> Delay.of(Instant.MAX));
    }

    @Test
    void costsNothingButItselfIfItIsBad() {
        String bad = "<delay xmlns='urn:xmpp:delay' from='@' stamp='20020910T23:08:25'/>";
        assertEquals(
                List.of("delay/@stamp BAD_VALUE 20020910T23:08:25", "delay/@from BAD_VALUE @"),
                Bound.problems(Delay.class, bad));
        assertEquals(List.of("delay/@stamp MISSING "), Bound.problems(Delay.class, "<delay xmlns='urn:xmpp:delay'/>"));
        Delay delay = ExtensionRegistry.standard()
                .bind(XmlElement.parse(bad), Delay.class)
                .value()
                .orElseThrow();
        assertEquals(Optional.empty(), delay.stamp());
        assertEquals(Optional.of("20020910T23:08:25"), delay.rawStamp());
        assertEquals(Optional.empty(), delay.from());
        assertEquals(Optional.of("@"), delay.rawFrom());
    }

    @Test
    void areFoundAllOfThem() {
        Message message = Message.builder()
                .payload(Delay.of(Instant.EPOCH))
                .payload(Delay.of(Instant.EPOCH.plusSeconds(1)))
                .build();
        assertEquals(
                List.of(Delay.of(Instant.EPOCH), Delay.of(Instant.EPOCH.plusSeconds(1))),
                message.extensions(Delay.class));
    }
}
