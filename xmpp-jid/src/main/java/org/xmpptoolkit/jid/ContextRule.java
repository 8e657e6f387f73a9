package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.JoiningType;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;

/** The contextual rules CONTEXTJ and CONTEXTO: RFC 5892 appendix A. */
final class ContextRule {
    private static final int VIRAMA = 9;

    private ContextRule() {}

    /**
     * The rule of a code point, as a bit, if that rule asks about the whole text: kept in one place of it, it is kept in all,
     * and need not be asked again. 0 for any other.
     */
    static int ofWholeText(int c) {
        if (c == 0x30FB) {
            return 1;
        }
        if (c < 0x660 || c > 0x6F9) {
            return 0;
        }
        return c <= 0x669 ? 2 : c >= 0x6F0 ? 4 : 0;
    }

    /** Whether the code point at an index stands where its rule allows it. */
    static boolean allows(String text, int index) {
        int c = text.codePointAt(index);
        return switch (c) {
            case 0x200C -> isAfterVirama(text, index) || joins(text, index);
            case 0x200D -> isAfterVirama(text, index);
            case 0xB7 -> before(text, index) == 'l' && after(text, index) == 'l';
            case 0x375 -> script(after(text, index)) == UScript.GREEK;
            case 0x5F3, 0x5F4 -> script(before(text, index)) == UScript.HEBREW;
            case 0x30FB -> text.codePoints().anyMatch(ContextRule::isJapanese);
            default ->
                c <= 0x669
                        ? text.codePoints().noneMatch(d -> d >= 0x6F0 && d <= 0x6F9)
                        : text.codePoints().noneMatch(d -> d >= 0x660 && d <= 0x669);
        };
    }

    private static boolean isAfterVirama(String text, int index) {
        int before = before(text, index);
        return before >= 0 && UCharacter.getCombiningClass(before) == VIRAMA;
    }

    /** A.1: between a left- or dual-joining and a right- or dual-joining code point, with transparent ones between. */
    private static boolean joins(String text, int index) {
        int left = index;
        int type = JoiningType.TRANSPARENT;
        while (left > 0 && type == JoiningType.TRANSPARENT) {
            int c = text.codePointBefore(left);
            left -= Character.charCount(c);
            type = joiningType(c);
        }
        if (type != JoiningType.LEFT_JOINING && type != JoiningType.DUAL_JOINING) {
            return false;
        }
        int right = index + 1;
        type = JoiningType.TRANSPARENT;
        while (right < text.length() && type == JoiningType.TRANSPARENT) {
            int c = text.codePointAt(right);
            right += Character.charCount(c);
            type = joiningType(c);
        }
        return type == JoiningType.RIGHT_JOINING || type == JoiningType.DUAL_JOINING;
    }

    private static int joiningType(int c) {
        return UCharacter.getIntPropertyValue(c, UProperty.JOINING_TYPE);
    }

    private static boolean isJapanese(int c) {
        int script = script(c);
        return script == UScript.HIRAGANA || script == UScript.KATAKANA || script == UScript.HAN;
    }

    private static int script(int c) {
        return c < 0 ? UScript.INVALID_CODE : UScript.getScript(c);
    }

    private static int before(String text, int index) {
        return index == 0 ? -1 : text.codePointBefore(index);
    }

    private static int after(String text, int index) {
        int next = index + Character.charCount(text.codePointAt(index));
        return next == text.length() ? -1 : text.codePointAt(next);
    }
}
