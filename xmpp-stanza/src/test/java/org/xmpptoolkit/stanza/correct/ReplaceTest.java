package org.xmpptoolkit.stanza.correct;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.stanza.Bound;

class ReplaceTest {
    @Test
    void namesTheMessage() {
        Replace replace = Bound.read(Replace.class, "<replace xmlns='urn:xmpp:message-correct:0' id='bad1'/>");
        assertEquals(Optional.of("bad1"), replace.id());
        assertEquals(Replace.of("bad1"), replace);
        assertEquals(
                List.of("replace/@id MISSING "),
                Bound.problems(Replace.class, "<replace xmlns='urn:xmpp:message-correct:0'/>"));
    }
}
