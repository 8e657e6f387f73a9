package org.xmpptoolkit.jid;

import com.google.common.base.Ascii;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The steps of a label, as {@link Idna2003} and {@link Idna2008} take them. */
final class LabelSteps {
    private LabelSteps() {}

    static void add(Steps steps, JidProfile profile) {
        if (profile == JidProfile.PRECIS) {
            addIdna2008(steps);
        } else {
            addIdna2003(steps, profile == JidProfile.STRINGPREP_QUERY);
        }
    }

    private static void addIdna2003(Steps steps, boolean query) {
        if (AsciiParts.isAscii(steps.text())) {
            addLowerCase(steps, "RFC 3490 section 4.1");
        } else {
            StringprepSteps.add(steps, Nameprep.PROFILE, query);
            if (steps.isRefused()) {
                return;
            }
        }
        addHostNameRules(steps, "RFC 3490 section 4.1");
        String text = steps.text();
        steps.check(
                "no xn-- before what is not ASCII",
                "RFC 3490 section 4.1",
                !AsciiParts.isAscii(text) && text.startsWith(Ace.PREFIX) ? "begins with xn-- and is not ASCII" : null);
        addAsciiForm(steps, "RFC 3490 section 4.1");
    }

    private static void addIdna2008(Steps steps) {
        if (AsciiParts.isAscii(steps.text())) {
            addLowerCase(steps, "RFC 5895 section 2");
            addAsciiLabel(steps);
            return;
        }
        steps.mapEach(
                "case mapping of what is not allowed as it is",
                "RFC 5895 section 2",
                text -> text.codePoints()
                        .mapToObj(LabelSteps::lower)
                        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                        .toString(),
                LabelSteps::lower,
                "lower case");
        PrecisSteps.addWidthMapping(steps, "RFC 5895 section 2");
        PrecisSteps.addNormalization(steps, "RFC 5895 section 2", Idna2008::map);
        steps.reapply(Idna2008::map, "the mapping of RFC 5895 section 2");
        if (steps.isRefused()) {
            return;
        }
        if (AsciiParts.isAscii(steps.text())) {
            addAsciiLabel(steps);
        } else {
            addULabel(steps);
        }
    }

    private static String lower(int c) {
        return DerivedProperty.idna(c) == CodePointStatus.DISALLOWED
                ? UCharacter.toLowerCase(ULocale.ROOT, UCharacter.toString(c))
                : Character.toString(c);
    }

    private static void addLowerCase(Steps steps, String rule) {
        steps.mapEach(
                "lower case",
                rule,
                text -> text.toLowerCase(Locale.ROOT),
                c -> Character.toString(Ascii.toLowerCase((char) c)),
                "ASCII letter");
    }

    private static void addAsciiLabel(Steps steps) {
        addHostNameRules(steps, "RFC 5890 section 2.3.1");
        if (steps.text().startsWith(Ace.PREFIX)) {
            if (!steps.isRefused()) {
                addALabel(steps);
            }
            return;
        }
        addReservedHyphens(steps);
        addAsciiForm(steps, "RFC 5890 section 2.3.2.1");
    }

    /** An A-label becomes the U-label it stands for, if that gives it back. */
    private static void addALabel(Steps steps) {
        String label = steps.text();
        String decoded =
                label.length() > JidLimits.LABEL_OCTETS ? null : Punycode.decode(label.substring(Ace.PREFIX.length()));
        String refusal =
                decoded == null ? "is over 63 octets, or no Punycode follows xn--" : aLabelRefusal(label, decoded);
        steps.check("A-label", "RFC 5890 section 2.3.2.1, RFC 5891 section 5.4", refusal);
        if (decoded != null && refusal == null) {
            steps.replace("A-label to U-label", "RFC 7622 section 3.2, RFC 5891 section 5.2", decoded);
            steps.originBy(null);
            addULabel(steps);
        }
    }

    private static @Nullable String aLabelRefusal(String label, String decoded) {
        String standsFor = "stands for " + CodePoints.quote(decoded);
        if (AsciiParts.isAscii(decoded)) {
            return standsFor + ", which is ASCII and needs no A-label";
        }
        if (!label.equals(Ace.of(decoded))) {
            return standsFor + ", whose A-label is another one";
        }
        return Normalizer2.getNFCInstance().isNormalized(decoded)
                ? null
                : standsFor + ", which is not in normalization form C";
    }

    private static void addULabel(Steps steps) {
        steps.check("no hyphen at either end", "RFC 5891 section 4.2.3.1", HyphenRule.fault(steps.text()));
        addReservedHyphens(steps);
        steps.check(
                "no mark in front",
                "RFC 5891 section 4.2.3.2",
                (text, i) -> i == 0 && Idna2008.isMark(text.codePointAt(0))
                        ? new Steps.Finding(true, "a combining mark")
                        : null);
        PrecisSteps.addClass(steps, AllowedCodePoints.U_LABEL);
        addAsciiForm(steps, "RFC 5890 section 2.3.2.1");
    }

    private static void addHostNameRules(Steps steps, String rule) {
        steps.check("ASCII is letters, digits and hyphens", rule, (text, i) -> {
            char c = text.charAt(i);
            boolean allowed = c >= 128 || c == '-' || Ascii.isLowerCase(c) || (c >= '0' && c <= '9');
            return allowed ? null : new Steps.Finding(true, "no letter, digit or hyphen");
        });
        steps.check("no hyphen at either end", rule, HyphenRule.fault(steps.text()));
    }

    private static void addReservedHyphens(Steps steps) {
        steps.check("no hyphens in places 3 and 4", "RFC 5891 section 4.2.3.1", HyphenRule.reservedFault(steps.text()));
    }

    private static void addAsciiForm(Steps steps, String rule) {
        String ascii = Ace.of(steps.text());
        steps.check(
                "ASCII form of "
                        + (ascii == null ? "too many octets" : ExplanationText.count(ascii.length(), "octet"))
                        + ", at most 63",
                rule + ", RFC 1035 section 2.3.4",
                Ace.fault(steps.text()));
    }
}
