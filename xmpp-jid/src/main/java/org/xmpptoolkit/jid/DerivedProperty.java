package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.HangulSyllableType;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import org.jspecify.annotations.Nullable;

/**
 * Derives whether a code point is allowed, from the properties of the Unicode version that ICU has: for PRECIS by RFC 8264
 * section 8, for IDNA2008 by RFC 5892 section 3. No code point is in the set BackwardCompatible of either.
 */
final class DerivedProperty {
    private static final int LETTER_DIGITS = bits(
            UCharacterCategory.LOWERCASE_LETTER,
            UCharacterCategory.UPPERCASE_LETTER,
            UCharacterCategory.OTHER_LETTER,
            UCharacterCategory.DECIMAL_DIGIT_NUMBER,
            UCharacterCategory.MODIFIER_LETTER,
            UCharacterCategory.NON_SPACING_MARK,
            UCharacterCategory.COMBINING_SPACING_MARK);

    /** RFC 8264 sections 9.14 to 9.18: other letters and digits, spaces, symbols, punctuation. */
    private static final int FREEFORM_ONLY = bits(
            UCharacterCategory.TITLECASE_LETTER,
            UCharacterCategory.LETTER_NUMBER,
            UCharacterCategory.OTHER_NUMBER,
            UCharacterCategory.ENCLOSING_MARK,
            UCharacterCategory.SPACE_SEPARATOR,
            UCharacterCategory.MATH_SYMBOL,
            UCharacterCategory.CURRENCY_SYMBOL,
            UCharacterCategory.MODIFIER_SYMBOL,
            UCharacterCategory.OTHER_SYMBOL,
            UCharacterCategory.CONNECTOR_PUNCTUATION,
            UCharacterCategory.DASH_PUNCTUATION,
            UCharacterCategory.START_PUNCTUATION,
            UCharacterCategory.END_PUNCTUATION,
            UCharacterCategory.INITIAL_PUNCTUATION,
            UCharacterCategory.FINAL_PUNCTUATION,
            UCharacterCategory.OTHER_PUNCTUATION);

    private static final int NFKC_NO = UCharacter.getPropertyValueEnum(UProperty.NFKC_QUICK_CHECK, "No");

    private DerivedProperty() {}

    private static int bits(byte... categories) {
        int bits = 0;
        for (byte category : categories) {
            bits |= 1 << category;
        }
        return bits;
    }

    /** RFC 8264 section 8. */
    static CodePointStatus precis(int c) {
        if (c > ' ' && c < 0x7F) {
            return CodePointStatus.PVALID;
        }
        CodePointStatus exception = exception(c);
        if (exception != null) {
            return exception;
        }
        int category = 1 << UCharacter.getType(c);
        if (category == 1 << UCharacterCategory.UNASSIGNED) {
            return isNoncharacter(c) ? CodePointStatus.DISALLOWED : CodePointStatus.UNASSIGNED;
        }
        if (isJoinControl(c)) {
            return CodePointStatus.CONTEXTJ;
        }
        if (isOldHangulJamo(c) || isPrecisIgnorable(c) || category == 1 << UCharacterCategory.CONTROL) {
            return CodePointStatus.DISALLOWED;
        }
        if (hasCompat(c)) {
            return CodePointStatus.FREE_PVAL;
        }
        if ((category & LETTER_DIGITS) != 0) {
            return CodePointStatus.PVALID;
        }
        return (category & FREEFORM_ONLY) != 0 ? CodePointStatus.FREE_PVAL : CodePointStatus.DISALLOWED;
    }

    /** RFC 5892 section 3. */
    static CodePointStatus idna(int c) {
        if (c == '-' || isBetween(c, '0', '9') || isBetween(c, 'a', 'z')) {
            return CodePointStatus.PVALID;
        }
        CodePointStatus exception = exception(c);
        if (exception != null) {
            return exception;
        }
        int category = 1 << UCharacter.getType(c);
        if (category == 1 << UCharacterCategory.UNASSIGNED) {
            return isNoncharacter(c) ? CodePointStatus.DISALLOWED : CodePointStatus.UNASSIGNED;
        }
        if (isJoinControl(c)) {
            return CodePointStatus.CONTEXTJ;
        }
        boolean allowed = (category & LETTER_DIGITS) != 0
                && !isUnstable(c)
                && !isPrecisIgnorable(c)
                && !isIgnorableBlock(c)
                && !isOldHangulJamo(c);
        return allowed ? CodePointStatus.PVALID : CodePointStatus.DISALLOWED;
    }

    /** RFC 5892 section 2.6, taken over by RFC 8264 section 9.6. */
    private static @Nullable CodePointStatus exception(int c) {
        if (c < 0xB7) {
            return null;
        }
        if (isBetween(c, 0x660, 0x669) || isBetween(c, 0x6F0, 0x6F9)) {
            return CodePointStatus.CONTEXTO;
        }
        return switch (c) {
            case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007 -> CodePointStatus.PVALID;
            case 0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB -> CodePointStatus.CONTEXTO;
            case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303B ->
                CodePointStatus.DISALLOWED;
            default -> null;
        };
    }

    private static boolean isNoncharacter(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.NONCHARACTER_CODE_POINT);
    }

    private static boolean isJoinControl(int c) {
        return c == 0x200C || c == 0x200D;
    }

    static boolean isOldHangulJamo(int c) {
        if (!isBetween(c, 0x1100, 0x11FF) && !isBetween(c, 0xA960, 0xA97F) && !isBetween(c, 0xD7B0, 0xD7FF)) {
            return false;
        }
        int type = UCharacter.getIntPropertyValue(c, UProperty.HANGUL_SYLLABLE_TYPE);
        return type == HangulSyllableType.LEADING_JAMO
                || type == HangulSyllableType.VOWEL_JAMO
                || type == HangulSyllableType.TRAILING_JAMO;
    }

    /** The other code points of this category, noncharacters, are gone by then. */
    private static boolean isPrecisIgnorable(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    /** RFC 8264 section 9.17: NFKC changes it, which is what the quick check's "no" says. */
    private static boolean hasCompat(int c) {
        return UCharacter.getIntPropertyValue(c, UProperty.NFKC_QUICK_CHECK) == NFKC_NO;
    }

    /**
     * RFC 5892 section 2.2. The property that ICU has also counts code points which NFKC_Casefold removes; all of them are
     * default ignorable, so that the result is the same. It costs a normalization each time, and is asked only where case
     * folding may give several code points.
     */
    static boolean isUnstable(int c) {
        return hasCompat(c)
                || UCharacter.foldCase(c, true) != c
                || (foldsToSeveral(c) && UCharacter.hasBinaryProperty(c, UProperty.CHANGES_WHEN_NFKC_CASEFOLDED));
    }

    /** The sharp s, the capital i with dot, the Armenian ligature, Greek letters with marks; and some that do not. */
    private static boolean foldsToSeveral(int c) {
        return c == 0xDF || c == 0x130 || c == 0x587 || isBetween(c, 0x1F00, 0x1FFF);
    }

    /** RFC 5892 section 2.4. */
    private static boolean isIgnorableBlock(int c) {
        return isBetween(c, 0x20D0, 0x20FF) || isBetween(c, 0x1D100, 0x1D24F);
    }

    private static boolean isBetween(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
