package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each code point that Unicode assigns, alone and between letters, is judged as other implementations judge it. Of runs of
 * unassigned and private ones, which are alike, it is the ends and every 61st.
 */
class ReferenceSweepTest {
    private static final int STRIDE = 61;

    /** The first is not with each JDK, the others need two code points. */
    private static final Set<KnownDifference> NOT_OF_THESE_TEXTS = EnumSet.of(
            KnownDifference.JDK_HAS_ANOTHER_UNICODE,
            KnownDifference.JDK_FINDS_FINAL_SIGMA_BY_WORDS,
            KnownDifference.ICU_COUNTS_HYPHENS_IN_UNITS);

    @ParameterizedTest
    @EnumSource
    void agreesAboutEachCodePoint(Reference reference) {
        List<String> unexplained = new ArrayList<>();
        Set<KnownDifference> seen = EnumSet.noneOf(KnownDifference.class);
        int compared = 0;
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (isWorthwhile(c)) {
                compared++;
                String self = Character.toString(c);
                compare(reference, self, unexplained, seen);
                compare(reference, "l" + self + "l", unexplained, seen);
            }
        }

        assertEquals("", String.join("\n", unexplained.subList(0, Math.min(50, unexplained.size()))));
        seen.addAll(NOT_OF_THESE_TEXTS);
        assertTrue(seen.containsAll(reference.known()), () -> "no longer different, not all of " + reference.known());
        assertTrue(compared > 160_000, "few code points");
    }

    @ParameterizedTest
    @CsvSource({
        "ROCKS_USERNAME,    a\uAC00\u03A3,          JDK_FINDS_FINAL_SIGMA_BY_WORDS",
        "ICU_UTS46,         \uD801\uDC28--a,        ICU_COUNTS_HYPHENS_IN_UNITS",
        "JDK_IDN_QUERY,     \u05D0\u0620,           JDK_GIVES_DIRECTIONS_TO_THE_UNASSIGNED"
    })
    void differsWhereTwoCodePointsMeet(Reference reference, String text, KnownDifference difference) {
        Reference.Verdicts verdicts = reference.judge(text);

        assertFalse(verdicts.agree(), verdicts::toString);
        assertEquals(Optional.of(difference), reference.explanation(verdicts));
    }

    private static boolean isWorthwhile(int c) {
        int type = UCharacter.getType(c);
        if (type == UCharacterCategory.SURROGATE) {
            return false;
        }
        boolean plain = type == UCharacterCategory.UNASSIGNED || type == UCharacterCategory.PRIVATE_USE;
        return !plain
                || c % STRIDE == 0
                || UCharacter.getType(c - 1) != type
                || c == Character.MAX_CODE_POINT
                || UCharacter.getType(c + 1) != type;
    }

    private static void compare(Reference reference, String text, List<String> unexplained, Set<KnownDifference> seen) {
        Reference.Verdicts verdicts = reference.judge(text);
        if (!verdicts.agree()) {
            reference.explanation(verdicts).ifPresentOrElse(seen::add, () -> unexplained.add(verdicts.toString()));
        }
    }
}
