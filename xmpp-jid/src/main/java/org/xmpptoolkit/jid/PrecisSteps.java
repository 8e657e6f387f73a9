package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterDirection;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The steps of the PRECIS profiles, as {@link UsernameCaseMapped} and {@link OpaqueString} take them. */
final class PrecisSteps {
    private PrecisSteps() {}

    static void addUsernameCaseMapped(Steps steps) {
        addWidthMapping(steps, "RFC 8265 section 3.3.2, RFC 8264 section 5.2.1");
        addClass(steps, AllowedCodePoints.IDENTIFIER_CLASS);
        if (steps.isRefused()) {
            if (steps.text().chars().anyMatch(c -> UsernameCaseMapped.EXCLUDED.indexOf(c) >= 0)) {
                addExcluded(steps); // the parser names whichever comes first in a text of ASCII
            }
            return;
        }
        steps.mapEach(
                "case mapping",
                "RFC 8265 section 3.3.2, RFC 8264 section 5.2.3",
                text -> UCharacter.toLowerCase(ULocale.ROOT, text),
                c -> UCharacter.toLowerCase(ULocale.ROOT, Character.toString(c)),
                "lower case");
        addNormalization(steps, "RFC 8265 section 3.3.2", UsernameCaseMapped::map);
        steps.reapply(UsernameCaseMapped::map, "UsernameCaseMapped (RFC 8265 section 3.3)");
        if (steps.isRefused()) {
            return;
        }
        boolean applies = BidiRule.appliesTo(steps.text());
        addBidi(steps, applies, "RFC 8265 section 3.3.2, RFC 5893 section 2");
        addExcluded(steps);
        addClassAgain(steps, AllowedCodePoints.IDENTIFIER_CLASS);
    }

    private static void addExcluded(Steps steps) {
        steps.check(
                "characters that no localpart has",
                "RFC 7622 section 3.3.1",
                (text, i) -> UsernameCaseMapped.EXCLUDED.indexOf(text.charAt(i)) < 0
                        ? null
                        : new Steps.Finding(true, "no localpart has \" & ' / : < > @"));
    }

    static void addOpaqueString(Steps steps) {
        addClass(steps, AllowedCodePoints.FREEFORM_CLASS);
        if (steps.isRefused()) {
            return;
        }
        steps.mapEach(
                "mapping of spaces to U+0020",
                "RFC 8265 section 4.2.2",
                text -> text.codePoints()
                        .map(PrecisSteps::space)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString(),
                c -> Character.toString(space(c)),
                "category Zs");
        addNormalization(steps, "RFC 8265 section 4.2.2", OpaqueString::map);
        steps.reapply(OpaqueString::map, "OpaqueString (RFC 8265 section 4.2)");
        if (steps.isRefused()) {
            return;
        }
        addClassAgain(steps, AllowedCodePoints.FREEFORM_CLASS);
        steps.check(
                "space in front",
                "RFC 7622 section 3.5 example 18",
                (text, i) -> i == 0 && text.charAt(0) == ' '
                        ? new Steps.Finding(true, "no resourcepart begins with a space")
                        : null);
    }

    private static int space(int c) {
        return OpaqueString.isOtherSpace(c) ? ' ' : c;
    }

    static void addWidthMapping(Steps steps, String rule) {
        steps.mapEach(
                "width mapping",
                rule,
                WidthMapping::map,
                c -> WidthMapping.map(Character.toString(c)),
                "decomposition of a fullwidth or halfwidth code point");
    }

    /** @param whole leads from what was given to the normalized text */
    static void addNormalization(Steps steps, String rule, UnaryOperator<String> whole) {
        Normalizer2 nfc = Normalizer2.getNFCInstance();
        steps.normalize("normalization form C", rule, nfc, nfc::normalize, whole);
    }

    /** Tells of each code point that is not ASCII, and of what is refused. */
    static void addClass(Steps steps, AllowedCodePoints allowed) {
        steps.check(
                "code points of " + name(allowed),
                section(allowed),
                allowed.fault(steps.text()),
                (text, i) -> finding(allowed, text, i));
    }

    /** Tells of what is refused only: the rest was told of before. */
    private static void addClassAgain(Steps steps, AllowedCodePoints allowed) {
        steps.check(
                "code points of " + name(allowed) + " again",
                section(allowed),
                allowed.fault(steps.text()),
                (text, i) -> {
                    Steps.Finding finding = finding(allowed, text, i);
                    return finding == null || !finding.refused() ? null : finding;
                });
    }

    private static String name(AllowedCodePoints allowed) {
        return allowed.title.substring(0, allowed.title.indexOf(" ("));
    }

    private static String section(AllowedCodePoints allowed) {
        return allowed.title.substring(allowed.title.indexOf('(') + 1, allowed.title.length() - 1);
    }

    private static Steps.@Nullable Finding finding(AllowedCodePoints allowed, String text, int index) {
        int c = text.codePointAt(index);
        DerivedBy by = allowed == AllowedCodePoints.U_LABEL ? DerivedBy.idna(c) : DerivedBy.precis(c);
        CodePointStatus status = allowed.status(c);
        boolean context = status == CodePointStatus.CONTEXTJ || status == CodePointStatus.CONTEXTO;
        boolean fits =
                switch (status) {
                    case PVALID -> true;
                    case FREE_PVAL -> allowed == AllowedCodePoints.FREEFORM_CLASS;
                    case CONTEXTJ, CONTEXTO -> ContextRule.allows(text, index);
                    case DISALLOWED, UNASSIGNED -> false;
                };
        if (fits && c < 128) {
            return null;
        }
        return new Steps.Finding(
                !fits,
                by
                        + (context
                                ? "; RFC 5892 appendix " + DerivedBy.contextRule(c)
                                        + (fits ? ", as here" : ", not so here")
                                : fits ? "" : ", so not in " + name(allowed)));
    }

    /** @param applies whether there is a right-to-left code point in the localpart, or in any label of the domainpart */
    static void addBidi(Steps steps, boolean applies, String rule) {
        Prepared.Fault fault = applies && !steps.text().isEmpty() ? BidiRule.fault(steps.text()) : null;
        steps.check("directions, the bidi rule", rule, fault, (text, i) -> {
            if (fault != null && fault.index() == i) {
                return new Steps.Finding(true, bidiClass(text.codePointAt(i)) + ", " + fault.problem());
            }
            return applies && isRightToLeftOrNumber(text.codePointAt(i))
                    ? new Steps.Finding(false, bidiClass(text.codePointAt(i)))
                    : null;
        });
    }

    private static boolean isRightToLeftOrNumber(int c) {
        return switch (UCharacter.getDirection(c)) {
            case UCharacterDirection.RIGHT_TO_LEFT,
                    UCharacterDirection.RIGHT_TO_LEFT_ARABIC,
                    UCharacterDirection.ARABIC_NUMBER,
                    UCharacterDirection.EUROPEAN_NUMBER -> true;
            default -> false;
        };
    }

    private static String bidiClass(int c) {
        return "bidi class "
                + UCharacter.getPropertyValueName(
                        UProperty.BIDI_CLASS, UCharacter.getDirection(c), UProperty.NameChoice.SHORT);
    }
}
