package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** Asks for refusals and for prepared texts. */
final class Refusals {
    private Refusals() {}

    static JidResult.Refused refused(String text, JidProfile profile) {
        return assertInstanceOf(JidResult.Refused.class, Jid.tryParse(text, profile), text);
    }

    static void assertRefused(JidPart part, JidError reason, String text, JidProfile profile) {
        JidResult.Refused refused = refused(text, profile);
        assertEquals(part, refused.part(), refused.message());
        assertEquals(reason, refused.reason(), refused.message());
    }

    static void assertPrepared(String expected, String text, JidProfile profile) {
        assertEquals(expected, Jid.parse(text, profile).toString());
    }
}
