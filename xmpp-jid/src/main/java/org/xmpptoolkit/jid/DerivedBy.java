package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;

/**
 * The set that decides the derived property of a code point: RFC 8264 section 9, RFC 5892 section 2. Used for
 * explanations only; {@link DerivedProperty} decides.
 *
 * @param status what being in the set means
 * @param set the set's name and section
 */
record DerivedBy(CodePointStatus status, String set) {
    private static final UnicodeSet EXCEPTIONS_VALID = frozen("[\\u00DF\\u03C2\\u06FD\\u06FE\\u0F0B\\u3007]");
    private static final UnicodeSet EXCEPTIONS_CONTEXT =
            frozen("[\\u00B7\\u0375\\u05F3\\u05F4\\u30FB\\u0660-\\u0669\\u06F0-\\u06F9]");
    private static final UnicodeSet EXCEPTIONS_DISALLOWED =
            frozen("[\\u0640\\u07FA\\u302E\\u302F\\u3031-\\u3035\\u303B]");
    private static final UnicodeSet UNASSIGNED = frozen("[[:Cn:]-[:Noncharacter_Code_Point:]]");
    private static final UnicodeSet JOIN_CONTROL = frozen("[\\u200C\\u200D]");
    private static final UnicodeSet OLD_HANGUL_JAMO = frozen("[[:hst=L:][:hst=V:][:hst=T:]]");
    private static final UnicodeSet IGNORABLE = frozen("[[:DI:][:Noncharacter_Code_Point:]]");
    private static final UnicodeSet IGNORABLE_BLOCKS = frozen("[\\u20D0-\\u20FF\\U0001D100-\\U0001D24F]");
    private static final UnicodeSet LETTER_DIGITS = frozen("[[:Ll:][:Lu:][:Lo:][:Nd:][:Lm:][:Mn:][:Mc:]]");
    private static final UnicodeSet OTHER_LETTER_DIGITS = frozen("[[:Lt:][:Nl:][:No:][:Me:]]");
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    private static UnicodeSet frozen(String pattern) {
        return new UnicodeSet(pattern).freeze();
    }

    @Override
    public String toString() {
        return status + (set.startsWith("no set of ") ? ", being in " : " by ") + set;
    }

    /** For PRECIS: RFC 8264 section 8. */
    static DerivedBy precis(int c) {
        if (EXCEPTIONS_VALID.contains(c)) {
            return new DerivedBy(CodePointStatus.PVALID, "Exceptions (RFC 8264 section 9.6)");
        }
        if (EXCEPTIONS_CONTEXT.contains(c)) {
            return new DerivedBy(CodePointStatus.CONTEXTO, "Exceptions (RFC 8264 section 9.6)");
        }
        if (EXCEPTIONS_DISALLOWED.contains(c)) {
            return new DerivedBy(CodePointStatus.DISALLOWED, "Exceptions (RFC 8264 section 9.6)");
        }
        if (UNASSIGNED.contains(c)) {
            return new DerivedBy(CodePointStatus.UNASSIGNED, "Unassigned (RFC 8264 section 9.10)");
        }
        if (c > ' ' && c < 0x7F) {
            return new DerivedBy(CodePointStatus.PVALID, "ASCII7 (RFC 8264 section 9.11)");
        }
        if (JOIN_CONTROL.contains(c)) {
            return new DerivedBy(CodePointStatus.CONTEXTJ, "JoinControl (RFC 8264 section 9.8)");
        }
        if (OLD_HANGUL_JAMO.contains(c)) {
            return new DerivedBy(CodePointStatus.DISALLOWED, "OldHangulJamo (RFC 8264 section 9.9)");
        }
        if (IGNORABLE.contains(c)) {
            return new DerivedBy(CodePointStatus.DISALLOWED, "PrecisIgnorableProperties (RFC 8264 section 9.13)");
        }
        if (UCharacter.isISOControl(c)) {
            return new DerivedBy(CodePointStatus.DISALLOWED, "Controls (RFC 8264 section 9.12)");
        }
        if (!NFKC.isNormalized(UCharacter.toString(c))) {
            return new DerivedBy(CodePointStatus.FREE_PVAL, "HasCompat (RFC 8264 section 9.17)");
        }
        if (LETTER_DIGITS.contains(c)) {
            return new DerivedBy(CodePointStatus.PVALID, "LetterDigits (RFC 8264 section 9.1)");
        }
        return freeform(c);
    }

    private static DerivedBy freeform(int c) {
        if (OTHER_LETTER_DIGITS.contains(c)) {
            return new DerivedBy(CodePointStatus.FREE_PVAL, "OtherLetterDigits (RFC 8264 section 9.18)");
        }
        String category = UCharacter.getPropertyValueName(
                UProperty.GENERAL_CATEGORY, UCharacter.getType(c), UProperty.NameChoice.SHORT);
        if (category.equals("Zs")) {
            return new DerivedBy(CodePointStatus.FREE_PVAL, "Spaces (RFC 8264 section 9.14)");
        }
        return switch (category.charAt(0)) {
            case 'S' -> new DerivedBy(CodePointStatus.FREE_PVAL, "Symbols (RFC 8264 section 9.15)");
            case 'P' -> new DerivedBy(CodePointStatus.FREE_PVAL, "Punctuation (RFC 8264 section 9.16)");
            default -> new DerivedBy(CodePointStatus.DISALLOWED, "no set of RFC 8264 section 9");
        };
    }

    /** For IDNA2008: RFC 5892 section 3. */
    static DerivedBy idna(int c) {
        if (EXCEPTIONS_VALID.contains(c)) {
            return new DerivedBy(CodePointStatus.PVALID, "Exceptions (RFC 5892 section 2.6)");
        }
        if (EXCEPTIONS_CONTEXT.contains(c)) {
            return new DerivedBy(CodePointStatus.CONTEXTO, "Exceptions (RFC 5892 section 2.6)");
        }
        if (EXCEPTIONS_DISALLOWED.contains(c)) {
            return new DerivedBy(CodePointStatus.DISALLOWED, "Exceptions (RFC 5892 section 2.6)");
        }
        if (UNASSIGNED.contains(c)) {
            return new DerivedBy(CodePointStatus.UNASSIGNED, "Unassigned (RFC 5892 section 2.10)");
        }
        if (c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) {
            return new DerivedBy(CodePointStatus.PVALID, "LDH (RFC 5892 section 2.5)");
        }
        if (JOIN_CONTROL.contains(c)) {
            return new DerivedBy(CodePointStatus.CONTEXTJ, "JoinControl (RFC 5892 section 2.8)");
        }
        String self = UCharacter.toString(c);
        if (!NFKC.normalize(UCharacter.foldCase(NFKC.normalize(self), true)).equals(self)) {
            return new DerivedBy(CodePointStatus.DISALLOWED, "Unstable (RFC 5892 section 2.2)");
        }
        if (IGNORABLE.contains(c) || UCharacter.hasBinaryProperty(c, UProperty.WHITE_SPACE)) {
            return new DerivedBy(CodePointStatus.DISALLOWED, "IgnorableProperties (RFC 5892 section 2.3)");
        }
        if (IGNORABLE_BLOCKS.contains(c)) {
            return new DerivedBy(CodePointStatus.DISALLOWED, "IgnorableBlocks (RFC 5892 section 2.4)");
        }
        if (OLD_HANGUL_JAMO.contains(c)) {
            return new DerivedBy(CodePointStatus.DISALLOWED, "OldHangulJamo (RFC 5892 section 2.9)");
        }
        return LETTER_DIGITS.contains(c)
                ? new DerivedBy(CodePointStatus.PVALID, "LetterDigits (RFC 5892 section 2.1)")
                : new DerivedBy(CodePointStatus.DISALLOWED, "no set of RFC 5892 section 2");
    }

    /** What the contextual rule of a code point asks for: RFC 5892 appendix A. */
    static String contextRule(int c) {
        return switch (c) {
            case 0x200C -> "A.1: behind a virama, or between letters that join";
            case 0x200D -> "A.2: behind a virama";
            case 0xB7 -> "A.3: between two letters l";
            case 0x375 -> "A.4: before a Greek letter";
            case 0x5F3 -> "A.5: behind a Hebrew letter";
            case 0x5F4 -> "A.6: behind a Hebrew letter";
            case 0x30FB -> "A.7: with Hiragana, Katakana or Han somewhere";
            default -> c <= 0x669 ? "A.8: with no extended Arabic-Indic digit" : "A.9: with no Arabic-Indic digit";
        };
    }
}
