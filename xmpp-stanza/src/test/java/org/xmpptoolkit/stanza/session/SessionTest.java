package org.xmpptoolkit.stanza.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.xmpptoolkit.stanza.Bound;

class SessionTest {
    @Test
    void isReadAndWritten() {
        assertEquals(Session.of(), Bound.read(Session.class, "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'/>"));
        assertEquals("Session[]", Session.of().toString());
    }
}
