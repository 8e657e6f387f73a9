package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterDirection;
import org.jspecify.annotations.Nullable;

/** The six conditions on text that has right-to-left code points: RFC 5893 section 2. */
final class BidiRule {
    private static final int L = 1 << UCharacterDirection.LEFT_TO_RIGHT;
    private static final int R = 1 << UCharacterDirection.RIGHT_TO_LEFT;
    private static final int AL = 1 << UCharacterDirection.RIGHT_TO_LEFT_ARABIC;
    private static final int AN = 1 << UCharacterDirection.ARABIC_NUMBER;
    private static final int EN = 1 << UCharacterDirection.EUROPEAN_NUMBER;
    private static final int NSM = 1 << UCharacterDirection.DIR_NON_SPACING_MARK;

    /** ES, CS, ET, ON, BN and NSM may stand in both kinds of text. */
    private static final int NEUTRAL = 1 << UCharacterDirection.EUROPEAN_NUMBER_SEPARATOR
            | 1 << UCharacterDirection.COMMON_NUMBER_SEPARATOR
            | 1 << UCharacterDirection.EUROPEAN_NUMBER_TERMINATOR
            | 1 << UCharacterDirection.OTHER_NEUTRAL
            | 1 << UCharacterDirection.BOUNDARY_NEUTRAL
            | NSM;

    private BidiRule() {}

    /** Whether a text has a code point of R, AL or AN, so that the rule applies. */
    static boolean appliesTo(String text) {
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c >= 0x590 && (direction(c) & (R | AL | AN)) != 0) {
                return true;
            }
        }
        return false;
    }

    /** The first condition that a text breaks; null if it keeps all. */
    static Prepared.@Nullable Fault fault(String text) {
        int first = direction(text.codePointAt(0));
        if ((first & (L | R | AL)) == 0) {
            return fault(text, 0, "which is neither left-to-right nor right-to-left and comes first", 1);
        }
        boolean rightToLeft = first != L;
        int allowed = NEUTRAL | EN | (rightToLeft ? R | AL | AN : L);
        int seen = 0;
        int lastAt = 0;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            int direction = direction(c);
            if ((direction & allowed) == 0) {
                return fault(text, i, "which goes against the direction of what it stands in", rightToLeft ? 2 : 5);
            }
            seen |= direction;
            if ((seen & (EN | AN)) == (EN | AN)) {
                return fault(text, i, "which mixes European and Arabic numbers", 4);
            }
            lastAt = direction == NSM ? lastAt : i;
        }
        int last = direction(text.codePointAt(lastAt));
        if ((last & (rightToLeft ? R | AL | EN | AN : L | EN)) == 0) {
            return fault(text, lastAt, "with which no text of its direction may end", rightToLeft ? 3 : 6);
        }
        return null;
    }

    private static Prepared.Fault fault(String text, int index, String problem, int condition) {
        return Prepared.Fault.codePoint(
                JidError.BIDI,
                text.codePointAt(index),
                index,
                problem + " (RFC 5893 section 2, condition " + condition + ")");
    }

    private static int direction(int codePoint) {
        return 1 << UCharacter.getDirection(codePoint);
    }
}
