package org.xmpptoolkit.stanza.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stanza.Bound;

class HandshakeTest {
    /** SHA-1 of "3BF96D32" and "Test". */
    private static final String HASH = "be73866ca8860215c6aa770f25606aa2de609ae0";

    @Test
    @Rule("R-436")
    void provesThatTheSecretIsKnown() {
        Handshake handshake = Handshake.of("3BF96D32", "Test".toCharArray());
        assertEquals(HASH, handshake.hash());
        assertEquals(
                handshake,
                Bound.read(Handshake.class, "<handshake xmlns='jabber:component:accept'>" + HASH + "</handshake>"));
        assertTrue(handshake.proves("3BF96D32", "Test".toCharArray()));
        assertFalse(handshake.proves("3BF96D32", "test".toCharArray()));
        assertFalse(handshake.proves("3BF96D33", "Test".toCharArray()));
        assertTrue(Bound.read(
                        Handshake.class,
                        "<handshake xmlns='jabber:component:accept'>" + HASH.toUpperCase(Locale.ROOT) + "</handshake>")
                .proves("3BF96D32", "Test".toCharArray()));
    }

    @Test
    void isAccepted() {
        assertEquals(Handshake.accepted(), Bound.read(Handshake.class, "<handshake xmlns='jabber:component:accept'/>"));
        assertFalse(Handshake.accepted().proves("a", "b".toCharArray()));
    }

    @Test
    void showsNothingToPeople() {
        Handshake handshake = Handshake.of("3BF96D32", "Test".toCharArray());
        assertEquals("Handshake[***]", handshake.toString());
        assertFalse(handshake.toElement().toString().contains(HASH));
    }

    @Test
    void hashesCharactersOutsideAsciiAsUtf8() {
        assertEquals(
                "9c286deb5d7549eafd1dcb2b58e0b573bc1b4a97",
                Handshake.of("\u00E9", "\uD83D\uDE00".toCharArray()).hash());
        assertEquals(
                List.of("handshake/text() BAD_VALUE "),
                Bound.problems(Handshake.class, "<handshake xmlns='jabber:component:accept'>secret</handshake>"));
    }
}
