package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.IDN;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;

class PunycodeTest {
    /** The first four are examples of RFC 3492 section 7.1 (A, B, D, M). */
    @ParameterizedTest
    @CsvSource({
        "\u0644\u064A\u0647\u0645\u0627\u0628\u062A\u0643\u0644\u0645\u0648\u0634\u0639\u0631\u0628\u064A\u061F,"
                + " egbpdaj6bu4bxfgehfvwxn",
        "\u4ED6\u4EEC\u4E3A\u4EC0\u4E48\u4E0D\u8BF4\u4E2D\u6587, ihqwcrb4cv8a8dqg056pqjye",
        "pro\u010Dprost\u011Bnemluv\u00ED\u010Desky, proprostnemluvesky-uyb24dma41a",
        "3\u5E74b\u7D44\u91D1\u516B\u5148\u751F, 3b-ww4c5e180e575a65lsy2b",
        "b\u00FCcher, bcher-kva"
    })
    @Rule("R-346")
    void encodesAndDecodes(String label, String encoded) {
        assertEquals(encoded, Punycode.encode(label, 59));
        assertEquals(label, Punycode.decode(encoded));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00FC", "a\u00FCb\u00E9c", "\u6F22\u5B57", "\u05D0\u05D1\u05D2", "\uD800\uDF30\u20AC"})
    @Rule("R-346")
    void agreesWithTheJdk(String label) {
        assertEquals(IDN.toASCII(label), Ace.of(label));
    }

    /** Neighbours in Unicode, either end of what Punycode writes, ASCII alone, and nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\u00FC\u00FD", "\u00FD\u00FC", "\u0080", "\uDBFF\uDFFF", "a\uDBFF\uDFFFz\u0080", "abc", "", "-"
            })
    @Rule("R-346")
    void decodesWhatItEncodes(String label) {
        String encoded = Objects.requireNonNull(Punycode.encode(label, 59));
        assertEquals(label, Punycode.decode(encoded));
        assertTrue(Punycode.fits(label, 59));
    }

    /** Cut short, no digit, over the last code point, a surrogate, over 31 bits, nothing in front of the last hyphen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9",
                "a-9",
                "a-!",
                "\u00FC",
                "a-A",
                "99999999a",
                "9999999999999999",
                "ib9b",
                "en32g",
                "99999999b",
                "-tda"
            })
    void decodesNothingElse(String text) {
        assertNull(Punycode.decode(text));
    }

    /** Each label has one encoded form, so that what is decoded gives it back. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsDecodedGivesTheTextBack(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(12);
            for (int k = 0; k < length; k++) {
                text.append("abcdefghijklmnopqrstuvwxyz0123456789999999-".charAt(random.nextInt(43)));
            }
            String decoded = Punycode.decode(text.toString());
            if (decoded != null) {
                assertEquals(text.toString(), Punycode.encode(decoded, 59));
            }
        }
    }

    @Test
    void givesUpWhereTheLabelIsTooLong() {
        assertNull(Punycode.encode("\u00FC".repeat(60), 59));
        assertNull(Punycode.encode("\u00FC" + "a".repeat(56), 59));
        assertFalse(Punycode.fits("\u00FC" + "a".repeat(56), 59));
        assertTrue(Punycode.fits("\u00FC" + "a".repeat(55), 59));
        assertFalse(Punycode.fits("\u00FC".repeat(60), 59));
    }
}
