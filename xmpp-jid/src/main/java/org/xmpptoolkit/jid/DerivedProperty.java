package org.xmpptoolkit.jid;

import com.ibm.icu.lang.CharacterProperties;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.HangulSyllableType;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;
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

    /** As a set, since asking ICU for the property of one code point normalizes it each time. */
    private static final UnicodeSet NFKC_CASEFOLDED =
            CharacterProperties.getBinaryPropertySet(UProperty.CHANGES_WHEN_NFKC_CASEFOLDED);

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
        CodePointStatus exception = exception(c);
        if (exception != null) {
            return exception;
        }
        int category = 1 << UCharacter.getType(c);
        if (isUnassigned(c, category)) {
            return CodePointStatus.UNASSIGNED;
        }
        if (c > ' ' && c < 0x7F) {
            return CodePointStatus.PVALID;
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
        CodePointStatus exception = exception(c);
        if (exception != null) {
            return exception;
        }
        int category = 1 << UCharacter.getType(c);
        if (isUnassigned(c, category)) {
            return CodePointStatus.UNASSIGNED;
        }
        if (c == '-' || isBetween(c, '0', '9') || isBetween(c, 'a', 'z')) {
            return CodePointStatus.PVALID;
        }
        if (isJoinControl(c)) {
            return CodePointStatus.CONTEXTJ;
        }
        boolean allowed = (category & LETTER_DIGITS) != 0
                && !isUnstable(c)
                && !isPrecisIgnorable(c)
                && !UCharacter.hasBinaryProperty(c, UProperty.WHITE_SPACE)
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

    private static boolean isUnassigned(int c, int category) {
        return category == 1 << UCharacterCategory.UNASSIGNED && !isNoncharacter(c);
    }

    private static boolean isNoncharacter(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.NONCHARACTER_CODE_POINT);
    }

    private static boolean isJoinControl(int c) {
        return c == 0x200C || c == 0x200D;
    }

    private static boolean isOldHangulJamo(int c) {
        int type = UCharacter.getIntPropertyValue(c, UProperty.HANGUL_SYLLABLE_TYPE);
        return type == HangulSyllableType.LEADING_JAMO
                || type == HangulSyllableType.VOWEL_JAMO
                || type == HangulSyllableType.TRAILING_JAMO;
    }

    private static boolean isPrecisIgnorable(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT) || isNoncharacter(c);
    }

    /** RFC 8264 section 9.17: NFKC changes it, which is what the quick check's "no" says. */
    private static boolean hasCompat(int c) {
        return UCharacter.getIntPropertyValue(c, UProperty.NFKC_QUICK_CHECK) == NFKC_NO;
    }

    /**
     * RFC 5892 section 2.2. The property that ICU has also counts code points which NFKC_Casefold removes; all of them are
     * default ignorable, so that the result is the same.
     */
    private static boolean isUnstable(int c) {
        return NFKC_CASEFOLDED.contains(c);
    }

    /** RFC 5892 section 2.4. */
    private static boolean isIgnorableBlock(int c) {
        return isBetween(c, 0x20D0, 0x20FF) || isBetween(c, 0x1D100, 0x1D24F);
    }

    private static boolean isBetween(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
