package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.FilteredNormalizer2;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The resource, held to what ICU knows of Unicode 3.2 and to the RFC's lists, for every code point. */
class Rfc3454Test {
    private static final UnicodeSet UNICODE_3_2 = new UnicodeSet("[:age=3.2:]").freeze();

    private static final Normalizer2 NFKC_3_2 = new FilteredNormalizer2(Normalizer2.getNFKCInstance(), UNICODE_3_2);

    private static final int NFKC_YES = UCharacter.getPropertyValueEnum(UProperty.NFKC_QUICK_CHECK, "Yes");

    private static final String C11 = "\\ ";
    private static final String C12 = "\\u00A0\\u1680\\u2000-\\u200B\\u202F\\u205F\\u3000";
    private static final String C21 = "\\u0000-\\u001F\\u007F";
    private static final String C22 = "\\u0080-\\u009F\\u06DD\\u070F\\u180E\\u200C\\u200D\\u2028\\u2029"
            + "\\u2060-\\u2063\\u206A-\\u206F\\uFEFF\\uFFF9-\\uFFFC\\U0001D173-\\U0001D17A";
    private static final String C3_TO_C9 = "\\uE000-\\uF8FF\\U000F0000-\\U000FFFFD\\U00100000-\\U0010FFFD" // C.3
            + "[:Noncharacter_Code_Point:]" // C.4
            + "\\uD800-\\uDFFF\\uFFF9-\\uFFFD\\u2FF0-\\u2FFB" // C.5, C.6, C.7
            + "\\u0340\\u0341\\u200E\\u200F\\u202A-\\u202E\\u206A-\\u206F" // C.8
            + "\\U000E0001\\U000E0020-\\U000E007F"; // C.9

    @Test
    @Rule({"R-356", "R-357"})
    void namesWhatUnicode32DoesNotAssign() {
        assertNamed(Rfc3454.A1, c -> !UNICODE_3_2.contains(c));
    }

    @Test
    @Rule({"R-356", "R-357"})
    void namesWhatMappingTakesAway() {
        UnicodeSet removed =
                new UnicodeSet("[\\u00AD\\u034F\\u1806\\u180B-\\u180D\\u200B-\\u200D\\u2060\\uFE00-\\uFE0F\\uFEFF]");
        assertNamed(Rfc3454.B1, removed::contains);
    }

    @Test
    @Rule("R-356")
    void namesWhatCaseFoldingMaps() {
        assertNamed(Rfc3454.B2, c -> isScalarOf32(c) && !b2(c).equals(Character.toString(c)));
    }

    /** What is mapped may stand for what the table has: both have the same normalized form. */
    @Test
    @Rule("R-356")
    void mapsByB2() {
        String wrong = codePoints(c -> {
            StringBuilder mapped = new StringBuilder();
            Rfc3454.appendB2(mapped, c);
            return isScalarOf32(c) && !NFKC_3_2.normalize(mapped).equals(NFKC_3_2.normalize(b2(c)));
        });
        assertEquals("", wrong);
    }

    @Test
    @Rule({"R-356", "R-357"})
    void namesWhatNormalizationMayChange() {
        assertNamed(
                Rfc3454.NFKC,
                c -> UNICODE_3_2.contains(c)
                        && (UCharacter.getIntPropertyValue(c, UProperty.NFKC_QUICK_CHECK) != NFKC_YES
                                || UCharacter.getCombiningClass(c) != 0));
    }

    @Test
    @Rule({"R-356", "R-357", "R-346"})
    void namesWhatTheProfilesProhibit() {
        UnicodeSet nodeprep = new UnicodeSet("[" + C11 + C12 + C21 + C22 + C3_TO_C9 + "\\\"\\&\\'\\/\\:\\<\\>\\@]");
        assertNamed(Nodeprep.PROFILE.prohibited(), nodeprep::contains);
        UnicodeSet nameprep = new UnicodeSet("[" + C12 + C22 + C3_TO_C9 + "]");
        assertNamed(Nameprep.PROFILE.prohibited(), nameprep::contains);
        UnicodeSet resourceprep = new UnicodeSet("[" + C12 + C21 + C22 + C3_TO_C9 + "]");
        assertNamed(Resourceprep.PROFILE.prohibited(), resourceprep::contains);
    }

    /** By the definition of B.2 (RFC 3454 section 3.2), within Unicode 3.2. */
    private static String b2(int codePoint) {
        String folded = fold(Character.toString(codePoint));
        String normalized = NFKC_3_2.normalize(folded);
        String again = NFKC_3_2.normalize(fold(normalized));
        return again.equals(normalized) ? folded : again;
    }

    private static String fold(String text) {
        return text.codePoints()
                .mapToObj(c -> {
                    String folded = UCharacter.foldCase(Character.toString(c), true);
                    return UNICODE_3_2.containsAll(folded) ? folded : Character.toString(c);
                })
                .collect(Collectors.joining());
    }

    private static boolean isScalarOf32(int codePoint) {
        return UNICODE_3_2.contains(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
    }

    private static void assertNamed(int tables, IntPredicate expected) {
        assertEquals("", codePoints(c -> Rfc3454.isIn(tables, c) != expected.test(c)));
    }

    private static String codePoints(IntPredicate wrong) {
        UnicodeSet set = new UnicodeSet();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (wrong.test(c)) {
                set.add(c);
            }
        }
        return set.isEmpty() ? "" : set.toPattern(true);
    }
}
