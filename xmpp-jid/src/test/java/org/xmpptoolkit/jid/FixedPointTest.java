package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;

class FixedPointTest {
    @Test
    @Rule("R-370")
    void reappliesThreeTimesAtMost() {
        // the n-th application takes the n-th letter; the one after it must change nothing
        assertEquals("", FixedPoint.of("", FixedPointTest::shorter));
        assertEquals("", FixedPoint.of("abc", FixedPointTest::shorter));
        assertNull(FixedPoint.of("abcd", FixedPointTest::shorter));
        assertNull(FixedPoint.of("", text -> text + "a"));
    }

    @Test
    void findsWhereAMappedCodePointComesFrom() {
        // each letter doubled, digits removed
        assertEquals(0, Origin.index("ab", 1, FixedPointTest::doubledWithoutDigits));
        assertEquals(1, Origin.index("ab", 2, FixedPointTest::doubledWithoutDigits));
        assertEquals(4, Origin.index("a123b", 2, FixedPointTest::doubledWithoutDigits));
        assertEquals(1, Origin.index("a\uD83D\uDE00b", 1, text -> text));
        assertEquals(1, Origin.index("a\uD83D\uDE00b", 2, text -> text));
        assertEquals(3, Origin.index("a\uD83D\uDE00b", 3, text -> text));
    }

    private static String shorter(String text) {
        return text.isEmpty() ? text : text.substring(1);
    }

    private static String doubledWithoutDigits(String text) {
        return text.replaceAll("[0-9]", "").replaceAll("([^0-9])", "$1$1");
    }
}
