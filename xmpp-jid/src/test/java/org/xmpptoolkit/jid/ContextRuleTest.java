package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;

/** RFC 5892 appendix A. Whole addresses that turn on these rules are in {@link HardCasesTest}. */
class ContextRuleTest {
    private static final int FIRST_ARABIC_INDIC = 0x660;
    private static final int FIRST_EXTENDED = 0x6F0;

    /** A.8 and A.9: no digit of one row stands beside any digit of the other. */
    @Test
    @Rule("R-365")
    void digitsOfTheTwoArabicRowsExcludeEachOther() {
        for (int i = 0; i < 10; i++) {
            for (int k = 0; k < 10; k++) {
                String arabicIndic = Character.toString(FIRST_ARABIC_INDIC + i);
                String extended = Character.toString(FIRST_EXTENDED + k);
                assertFalse(ContextRule.allows(arabicIndic + extended, 0));
                assertFalse(ContextRule.allows(arabicIndic + extended, 1));
                assertTrue(ContextRule.allows(arabicIndic + Character.toString(FIRST_ARABIC_INDIC + k), 0));
                assertTrue(ContextRule.allows(extended + Character.toString(FIRST_EXTENDED + i), 0));
            }
        }
        // the neighbours of both rows are no digits
        for (int c : new int[] {0x65F, 0x66A, 0x6EF, 0x6FA}) {
            assertTrue(ContextRule.allows("\u0660" + Character.toString(c), 0));
            assertTrue(ContextRule.allows("\u06F0" + Character.toString(c), 0));
        }
    }

    /** Only what is judged by the whole text may be judged once. */
    @Test
    @Rule("R-365")
    void knowsTheRulesThatAskAboutTheWholeText() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int row = c >= 0x660 && c <= 0x669 ? 2 : c >= 0x6F0 && c <= 0x6F9 ? 4 : c == 0x30FB ? 1 : 0;
            assertEquals(row, ContextRule.ofWholeText(c), Prepared.uPlus(c));
        }
    }
}
