package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ongres.stringprep.Tables;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Where a reference is wrong by the RFC, or stands on another version of Unicode. Asked only where the verdicts differ. */
enum KnownDifference {
    /** RFC 3454 section 6 goes by tables D.1 and D.2, which list what is assigned. */
    JDK_GIVES_DIRECTIONS_TO_THE_UNASSIGNED(verdicts -> (verdicts.ours() instanceof Prepared.Fault fault
                    ? fault.reason() == JidError.BIDI
                    : verdicts.theirs() == null)
            && has(verdicts, Tables::unassignedCodePoints)
            && has(verdicts, c -> Tables.bidirectionalPropertyRorAL(c) || isInRightToLeftBlock(c))),
    /** RFC 3454 section 4 has Unicode 3.2. */
    ONGRES_NORMALIZES_BY_TODAYS_UNICODE(verdicts -> has(
            verdicts,
            c -> Rfc3454.oldDecomposition(c) != c || Tables.unassignedCodePoints(c) && isNormalizationRelevant(c))),
    /** RFC 7622 sections 3.3.1 and 3.5 (example 18) add to the profiles of RFC 8265. */
    ROCKS_KNOWS_NO_ADDRESSES(verdicts -> verdicts.ours() instanceof Prepared.Fault fault
            && fault.reason() == JidError.PROHIBITED_CODE_POINT
            && verdicts.theirs() != null
            && (verdicts.theirs().startsWith(" ") || verdicts.theirs().matches("(?s).*[\"&'/:<>@].*"))),
    /** RFC 8264 section 9.13: what is default ignorable is DISALLOWED. */
    ROCKS_ALLOWS_VARIATION_SELECTORS(verdicts -> verdicts.ours() instanceof Prepared.Fault
            && verdicts.theirs() != null
            && has(verdicts, c -> c == 0x180F || (c >= 0xE0100 && c <= 0xE01EF))),
    /** RFC 8264 section 4.2.2 has the rules of RFC 5892 appendix A; the library refuses, or allows, without a look around. */
    ROCKS_HAS_NO_CONTEXTUAL_RULES(verdicts -> verdicts.ours() instanceof Prepared.Text text
            ? verdicts.theirs() == null && text.text().codePoints().anyMatch(KnownDifference::needsContext)
            : ((Prepared.Fault) verdicts.ours()).reason() == JidError.CONTEXT_RULE && verdicts.theirs() != null),
    /** RFC 5891 section 4.2.3.1 speaks of the third and fourth character; the library counts UTF-16 units. */
    ICU_COUNTS_HYPHENS_IN_UNITS(verdicts -> verdicts.ours() instanceof Prepared.Text
            && verdicts.theirs() == null
            && verdicts.text().matches("(?s)(.*[.\u3002\uFF0E\uFF61])?[\\x{10000}-\\x{10FFFF}]--.*")),
    /** RFC 8265 section 3.3.2: toLowerCase() of Unicode, whose Final_Sigma looks at letters; the JDK looks at words. */
    JDK_FINDS_FINAL_SIGMA_BY_WORDS(verdicts -> verdicts.ours() instanceof Prepared.Text text
            && verdicts.theirs() != null
            && has(verdicts, c -> c == 0x3A3)
            && text.text().replace('\u03C2', '\u03C3').equals(verdicts.theirs().replace('\u03C2', '\u03C3'))),
    /** RFC 8264 section 8 derives from the version of Unicode in use; the library goes by the JDK's. */
    JDK_HAS_ANOTHER_UNICODE(verdicts -> has(
            verdicts,
            c -> Character.isDefined(c) != UCharacter.isDefined(c)
                    || Character.toLowerCase(c) != UCharacter.toLowerCase(c)
                    || c == 0x1734 // no mark since Unicode 14
                    || c == 0x1171E)); // nor this one

    private final Predicate<Reference.Verdicts> explains;

    KnownDifference(Predicate<Reference.Verdicts> explains) {
        this.explains = explains;
    }

    boolean explains(Reference.Verdicts verdicts) {
        return explains.test(verdicts);
    }

    private static boolean has(Reference.Verdicts verdicts, IntPredicate predicate) {
        return verdicts.text().codePoints().anyMatch(predicate);
    }

    private static boolean needsContext(int c) {
        CodePointStatus status = DerivedProperty.precis(c);
        return status == CodePointStatus.CONTEXTJ || status == CodePointStatus.CONTEXTO;
    }

    private static boolean isInRightToLeftBlock(int c) {
        return (c >= 0x590 && c < 0x900)
                || (c >= 0xFB1D && c < 0xFF00)
                || (c >= 0x10800 && c < 0x11000)
                || (c >= 0x1E800 && c < 0x1F000);
    }

    private static boolean isNormalizationRelevant(int c) {
        return UCharacter.getCombiningClass(c) != 0
                || UCharacter.getIntPropertyValue(c, UProperty.NFKC_QUICK_CHECK)
                        != UCharacter.getPropertyValueEnum(UProperty.NFKC_QUICK_CHECK, "Yes");
    }
}
