package org.xmpptoolkit.jid;

import static java.util.Objects.requireNonNull;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.DecompositionType;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;

/** Every code point, by the derivations of RFC 8264 and RFC 5892, and alone in each part of an address. */
class PrecisTablesTest {
    private static final String EXCLUDED = "\"&'/:<>@";

    @Test
    @Rule({"R-370", "R-373"})
    void stringClassesAreAsDerived() {
        Disagreements.overEveryCodePoint(
                (found, c) -> found.compare(c, "status", DerivationByRfc.precis(c), DerivedProperty.precis(c)));
    }

    @Test
    @Rule("R-365")
    void codePointsOfULabelsAreAsDerived() {
        Disagreements.overEveryCodePoint(
                (found, c) -> found.compare(c, "status", DerivationByRfc.idna(c), DerivedProperty.idna(c)));
    }

    /** RFC 8265 section 3.3.1 to 3.3.3, RFC 7622 section 3.3.1. */
    @Test
    @Rule({"R-370", "R-371"})
    void aloneInALocalpart() {
        Disagreements.overEveryPlaneInUse((found, c) -> {
            Expected expected =
                    switch (c) {
                        case '@' -> Expected.refused(JidPart.LOCALPART, JidError.EMPTY);
                        case '/' -> Expected.refused(JidPart.DOMAINPART, JidError.EMPTY);
                        default -> localpart(c).in(JidPart.LOCALPART);
                    };
            expected.compare(found, c, "", Character.toString(c), "@q", JidProfile.PRECIS);
        });
    }

    private static Expected localpart(int c) {
        if (isSurrogate(c)) {
            return Expected.refused(JidError.LONE_SURROGATE);
        }
        Expected prepared = identifier(width(c));
        if (prepared.text() == null) {
            return prepared;
        }
        String mapped = nfc(UCharacter.toLowerCase(ULocale.ROOT, prepared.text()));
        if (!keepsBidiRule(mapped)) {
            return Expected.refused(JidError.BIDI);
        }
        return mapped.length() == 1 && EXCLUDED.contains(mapped)
                ? Expected.refused(JidError.PROHIBITED_CODE_POINT)
                : identifier(mapped);
    }

    private static Expected identifier(String text) {
        return of(text, c -> {
            CodePointStatus status = DerivationByRfc.precis(c);
            return status == CodePointStatus.FREE_PVAL ? CodePointStatus.DISALLOWED : status;
        });
    }

    /** RFC 8265 section 4.2, and no space in front: RFC 7622 section 3.5 example 18. */
    @Test
    @Rule({"R-373", "R-375"})
    void aloneInAResourcepart() {
        Disagreements.overEveryPlaneInUse((found, c) -> resourcepart(c)
                .in(JidPart.RESOURCEPART)
                .compare(found, c, "q/", Character.toString(c), "", JidProfile.PRECIS));
    }

    private static Expected resourcepart(int c) {
        if (isSurrogate(c)) {
            return Expected.refused(JidError.LONE_SURROGATE);
        }
        Expected prepared = freeform(Character.toString(c));
        if (prepared.text() == null) {
            return prepared;
        }
        String mapped = DerivationByRfc.isSpaces(c) ? " " : nfc(prepared.text());
        return mapped.startsWith(" ") ? Expected.refused(JidError.PROHIBITED_CODE_POINT) : freeform(mapped);
    }

    private static Expected freeform(String text) {
        return of(text, c -> {
            CodePointStatus status = DerivationByRfc.precis(c);
            return status == CodePointStatus.FREE_PVAL ? CodePointStatus.PVALID : status;
        });
    }

    /** RFC 5895 section 2, RFC 5891 section 4.2, RFC 5893 section 2. */
    @Test
    @Rule({"R-362", "R-365", "R-367"})
    void aloneInADomainpart() {
        Disagreements.overEveryPlaneInUse((found, c) -> {
            Expected expected =
                    switch (c) {
                        case '@' -> Expected.refused(JidPart.LOCALPART, JidError.EMPTY);
                        case '/', '.', 0x3002, 0xFF0E, 0xFF61 -> Expected.refused(JidPart.DOMAINPART, JidError.EMPTY);
                        case '[' -> Expected.refused(JidPart.DOMAINPART, JidError.BAD_IP_LITERAL);
                        default -> domainpart(c).in(JidPart.DOMAINPART);
                    };
            expected.compare(found, c, "", Character.toString(c), "", JidProfile.PRECIS);
        });
    }

    private static Expected domainpart(int c) {
        if (isSurrogate(c)) {
            return Expected.refused(JidError.LONE_SURROGATE);
        }
        // only what IDNA2008 does not allow as it is becomes lower case
        String lower = DerivationByRfc.idna(c) == CodePointStatus.DISALLOWED
                ? UCharacter.toLowerCase(ULocale.ROOT, Character.toString(c))
                : Character.toString(c);
        StringBuilder narrow = new StringBuilder();
        lower.codePoints().forEach(d -> narrow.append(width(d)));
        String mapped = nfc(narrow.toString());
        if (mapped.equals("-") || DerivationByRfc.isMark(mapped.codePointAt(0))) {
            return Expected.refused(JidError.BAD_LABEL);
        }
        Expected label = of(mapped, DerivationByRfc::idna);
        return label.text() == null || keepsBidiRule(mapped) ? label : Expected.refused(JidError.BIDI);
    }

    /** A text of the code points that a derivation allows. Those with a contextual rule only come alone here. */
    private static Expected of(String text, IntFunction<CodePointStatus> derivation) {
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            switch (derivation.apply(c)) {
                case DISALLOWED, FREE_PVAL -> {
                    return Expected.refused(JidError.PROHIBITED_CODE_POINT);
                }
                case UNASSIGNED -> {
                    return Expected.refused(JidError.UNASSIGNED_CODE_POINT);
                }
                case CONTEXTJ, CONTEXTO -> {
                    if (text.codePointCount(0, text.length()) != 1) {
                        throw new AssertionError("a contextual rule inside " + text);
                    }
                    // RFC 5892 appendix A: of all the rules, only those of the digits ask for nothing beside the code
                    // point
                    return UCharacter.isDigit(c) ? Expected.prepared(text) : Expected.refused(JidError.CONTEXT_RULE);
                }
                case PVALID -> {}
            }
        }
        return Expected.prepared(text);
    }

    /** RFC 8265 section 3.3.1, RFC 5895 section 2: the mapping of Unicode, one step of decomposition. */
    private static String width(int c) {
        int type = UCharacter.getIntPropertyValue(c, UProperty.DECOMPOSITION_TYPE);
        return type == DecompositionType.WIDE || type == DecompositionType.NARROW
                ? requireNonNull(Normalizer2.getNFKCInstance().getRawDecomposition(c))
                : Character.toString(c);
    }

    private static String nfc(String text) {
        return Normalizer2.getNFCInstance().normalize(text);
    }

    private static boolean keepsBidiRule(String text) {
        return BidiRuleTest.isWithoutRightToLeft(text) || BidiRuleTest.keepsAllConditions(text);
    }

    private static boolean isSurrogate(int c) {
        return c >= 0xD800 && c <= 0xDFFF;
    }
}
