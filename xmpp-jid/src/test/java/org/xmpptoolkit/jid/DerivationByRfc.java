package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.HangulSyllableType;
import com.ibm.icu.lang.UCharacter.UnicodeBlock;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The derived properties of RFC 8264 and RFC 5892 in those RFCs' own terms: one predicate a category, and the steps in their
 * order. Only properties that the Unicode Character Database lists are asked for; what the RFCs define by normalizing is
 * normalized here.
 */
final class DerivationByRfc {
    /** RFC 5892 section 2.6 (F), which is RFC 8264 section 9.6. */
    private static final Map<Integer, CodePointStatus> EXCEPTIONS = Stream.of(
                    exceptions(CodePointStatus.PVALID, 0x00DF, 0x03C2, 0x06FD, 0x06FE, 0x0F0B, 0x3007),
                    exceptions(CodePointStatus.CONTEXTO, 0x00B7, 0x0375, 0x05F3, 0x05F4, 0x30FB),
                    exceptions(
                            CodePointStatus.CONTEXTO,
                            IntStream.rangeClosed(0x0660, 0x0669).toArray()),
                    exceptions(
                            CodePointStatus.CONTEXTO,
                            IntStream.rangeClosed(0x06F0, 0x06F9).toArray()),
                    exceptions(
                            CodePointStatus.DISALLOWED,
                            0x0640,
                            0x07FA,
                            0x302E,
                            0x302F,
                            0x3031,
                            0x3032,
                            0x3033,
                            0x3034,
                            0x3035,
                            0x303B))
            .flatMap(map -> map.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** A step of a derivation: the category, and what its members are. */
    private record Step(IntPredicate category, CodePointStatus status) {}

    /** RFC 8264 section 8; ID_DIS and FREE_PVAL are one status, which the string classes read differently. */
    private static final List<Step> PRECIS = List.of(
            new Step(DerivationByRfc::isUnassigned, CodePointStatus.UNASSIGNED),
            new Step(DerivationByRfc::isAscii7, CodePointStatus.PVALID),
            new Step(DerivationByRfc::isJoinControl, CodePointStatus.CONTEXTJ),
            new Step(DerivationByRfc::isOldHangulJamo, CodePointStatus.DISALLOWED),
            new Step(DerivationByRfc::isPrecisIgnorableProperties, CodePointStatus.DISALLOWED),
            new Step(DerivationByRfc::isControls, CodePointStatus.DISALLOWED),
            new Step(DerivationByRfc::isHasCompat, CodePointStatus.FREE_PVAL),
            new Step(DerivationByRfc::isLetterDigits, CodePointStatus.PVALID),
            new Step(DerivationByRfc::isOtherLetterDigits, CodePointStatus.FREE_PVAL),
            new Step(DerivationByRfc::isSpaces, CodePointStatus.FREE_PVAL),
            new Step(DerivationByRfc::isSymbols, CodePointStatus.FREE_PVAL),
            new Step(DerivationByRfc::isPunctuation, CodePointStatus.FREE_PVAL));

    /** RFC 5892 section 3. */
    private static final List<Step> IDNA = List.of(
            new Step(DerivationByRfc::isUnassigned, CodePointStatus.UNASSIGNED),
            new Step(DerivationByRfc::isLdh, CodePointStatus.PVALID),
            new Step(DerivationByRfc::isJoinControl, CodePointStatus.CONTEXTJ),
            new Step(DerivationByRfc::isUnstable, CodePointStatus.DISALLOWED),
            new Step(DerivationByRfc::isIgnorableProperties, CodePointStatus.DISALLOWED),
            new Step(DerivationByRfc::isIgnorableBlocks, CodePointStatus.DISALLOWED),
            new Step(DerivationByRfc::isOldHangulJamo, CodePointStatus.DISALLOWED),
            new Step(DerivationByRfc::isLetterDigits, CodePointStatus.PVALID));

    private DerivationByRfc() {}

    static CodePointStatus precis(int cp) {
        return derived(cp, PRECIS);
    }

    static CodePointStatus idna(int cp) {
        return derived(cp, IDNA);
    }

    private static CodePointStatus derived(int cp, List<Step> steps) {
        CodePointStatus exception = EXCEPTIONS.get(cp);
        if (exception != null) {
            return exception;
        }
        for (Step step : steps) {
            if (step.category.test(cp)) {
                return step.status;
            }
        }
        return CodePointStatus.DISALLOWED;
    }

    private static Map<Integer, CodePointStatus> exceptions(CodePointStatus status, int... codePoints) {
        return IntStream.of(codePoints).boxed().collect(Collectors.toMap(cp -> cp, cp -> status));
    }

    private static boolean isIn(int cp, byte... generalCategories) {
        int category = UCharacter.getType(cp);
        for (byte one : generalCategories) {
            if (one == category) {
                return true;
            }
        }
        return false;
    }

    /** RFC 8264 section 9.1 (A), RFC 5892 section 2.1. */
    static boolean isLetterDigits(int cp) {
        return isIn(
                cp,
                ECharacterCategory.LOWERCASE_LETTER, // Ll
                ECharacterCategory.UPPERCASE_LETTER, // Lu
                ECharacterCategory.OTHER_LETTER, // Lo
                ECharacterCategory.DECIMAL_DIGIT_NUMBER, // Nd
                ECharacterCategory.MODIFIER_LETTER, // Lm
                ECharacterCategory.NON_SPACING_MARK, // Mn
                ECharacterCategory.COMBINING_SPACING_MARK); // Mc
    }

    /** RFC 5892 section 2.2 (B). */
    static boolean isUnstable(int cp) {
        String self = Character.toString(cp);
        return !nfkc(UCharacter.foldCase(nfkc(self), true)).equals(self);
    }

    /** RFC 5892 section 2.3 (C). */
    static boolean isIgnorableProperties(int cp) {
        return UCharacter.hasBinaryProperty(cp, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                || UCharacter.hasBinaryProperty(cp, UProperty.WHITE_SPACE)
                || UCharacter.hasBinaryProperty(cp, UProperty.NONCHARACTER_CODE_POINT);
    }

    /** RFC 5892 section 2.4 (D). */
    static boolean isIgnorableBlocks(int cp) {
        return Set.of(
                        UnicodeBlock.COMBINING_MARKS_FOR_SYMBOLS,
                        UnicodeBlock.MUSICAL_SYMBOLS,
                        UnicodeBlock.ANCIENT_GREEK_MUSICAL_NOTATION)
                .contains(UnicodeBlock.of(cp));
    }

    /** RFC 5892 section 2.5 (E). */
    static boolean isLdh(int cp) {
        return cp == 0x2D || (cp >= 0x30 && cp <= 0x39) || (cp >= 0x61 && cp <= 0x7A);
    }

    /** RFC 8264 section 9.8 (H), RFC 5892 section 2.8. */
    static boolean isJoinControl(int cp) {
        return UCharacter.hasBinaryProperty(cp, UProperty.JOIN_CONTROL);
    }

    /** RFC 8264 section 9.9 (I), RFC 5892 section 2.9. */
    static boolean isOldHangulJamo(int cp) {
        int type = UCharacter.getIntPropertyValue(cp, UProperty.HANGUL_SYLLABLE_TYPE);
        return type == HangulSyllableType.LEADING_JAMO
                || type == HangulSyllableType.VOWEL_JAMO
                || type == HangulSyllableType.TRAILING_JAMO;
    }

    /** RFC 8264 section 9.10 (J), RFC 5892 section 2.10. */
    static boolean isUnassigned(int cp) {
        return isIn(cp, ECharacterCategory.UNASSIGNED)
                && !UCharacter.hasBinaryProperty(cp, UProperty.NONCHARACTER_CODE_POINT);
    }

    /** RFC 8264 section 9.11 (K). */
    static boolean isAscii7(int cp) {
        return cp >= 0x21 && cp <= 0x7E;
    }

    /** RFC 8264 section 9.12 (L). */
    static boolean isControls(int cp) {
        return isIn(cp, ECharacterCategory.CONTROL);
    }

    /** RFC 8264 section 9.13 (M). */
    static boolean isPrecisIgnorableProperties(int cp) {
        return UCharacter.hasBinaryProperty(cp, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                || UCharacter.hasBinaryProperty(cp, UProperty.NONCHARACTER_CODE_POINT);
    }

    /** RFC 8264 section 9.14 (N). */
    static boolean isSpaces(int cp) {
        return isIn(cp, ECharacterCategory.SPACE_SEPARATOR);
    }

    /** RFC 8264 section 9.15 (O). */
    static boolean isSymbols(int cp) {
        return isIn(
                cp,
                ECharacterCategory.MATH_SYMBOL,
                ECharacterCategory.CURRENCY_SYMBOL,
                ECharacterCategory.MODIFIER_SYMBOL,
                ECharacterCategory.OTHER_SYMBOL);
    }

    /** RFC 8264 section 9.16 (P). */
    static boolean isPunctuation(int cp) {
        return isIn(
                cp,
                ECharacterCategory.CONNECTOR_PUNCTUATION,
                ECharacterCategory.DASH_PUNCTUATION,
                ECharacterCategory.START_PUNCTUATION,
                ECharacterCategory.END_PUNCTUATION,
                ECharacterCategory.INITIAL_PUNCTUATION,
                ECharacterCategory.FINAL_PUNCTUATION,
                ECharacterCategory.OTHER_PUNCTUATION);
    }

    /** RFC 8264 section 9.17 (Q). */
    static boolean isHasCompat(int cp) {
        String self = Character.toString(cp);
        return !nfkc(self).equals(self);
    }

    /** RFC 8264 section 9.18 (R). */
    static boolean isOtherLetterDigits(int cp) {
        return isIn(
                cp,
                ECharacterCategory.TITLECASE_LETTER,
                ECharacterCategory.LETTER_NUMBER,
                ECharacterCategory.OTHER_NUMBER,
                ECharacterCategory.ENCLOSING_MARK);
    }

    /** A combining mark: RFC 5891 section 4.2.3.2, by General_Category M. */
    static boolean isMark(int cp) {
        return isIn(
                cp,
                ECharacterCategory.NON_SPACING_MARK,
                ECharacterCategory.COMBINING_SPACING_MARK,
                ECharacterCategory.ENCLOSING_MARK);
    }

    private static String nfkc(String text) {
        return Normalizer2.getNFKCInstance().normalize(text);
    }
}
