package org.xmpptoolkit.stream.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;

class ComponentSecretTest {
    private static ComponentSecret secret(String text) {
        return ComponentSecret.of(text.toCharArray());
    }

    /** The example of XEP-0114 section 3, whose secret this is. */
    @Test
    @Rule("R-436")
    void provesAsInTheExample() {
        assertEquals("aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e", secret("test").proof("3BF96D32"));
        assertTrue(secret("test").isProvedBy("aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e", "3BF96D32"));
        assertFalse(secret("test").isProvedBy("aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e", "3BF96D33"));
    }

    /** Sums by sha1sum; neither id nor secret is escaped. */
    @Test
    @Rule("R-436")
    void isHashedInUtf8AndUnescaped() {
        assertEquals(
                "5b951eb671c7f383d928ddb6e3986676cb0868a1",
                secret("h\u00e9\ud83d\ude00").proof("id"));
        assertEquals(
                "71b42f272a2f9b2bfcba258ce9864ad26bb485e5", secret("&<>'\"").proof("&"));
    }

    @Test
    void refusesWhatProvesNothing() {
        assertThrows(IllegalArgumentException.class, () -> ComponentSecret.of(new char[0]));
        assertThrows(IllegalArgumentException.class, () -> ComponentSecret.of(new char[] {'a', '\ud83d'}));
        assertThrows(IllegalArgumentException.class, () -> ComponentSecret.of(new char[] {'\ude00'}));
    }

    @Test
    void isAValueThatDoesNotShow() {
        assertEquals(secret("a"), secret("a"));
        assertEquals(secret("a").hashCode(), secret("a").hashCode());
        assertNotEquals(secret("a"), secret("A"));
        assertEquals("ComponentSecret[***]", secret("test").toString());
    }

    @Test
    void keepsNoHoldOfTheCallersCharacters() {
        char[] text = "test".toCharArray();
        ComponentSecret secret = ComponentSecret.of(text);
        text[0] = 'T';
        assertEquals(secret("test"), secret);
    }
}
