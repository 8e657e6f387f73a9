package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.text.Normalizer2;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Labels of RFC 7622: NR-LDH labels and U-labels (RFC 5890 section 2.3.2), mapped before as RFC 5895 says. */
final class Idna2008 {
    private static final int CAPITAL_I_WITH_DOT = 0x130;

    private Idna2008() {}

    /** A label as an NR-LDH label in lower case or as a U-label; what needs the other labels is not looked at. */
    static Prepared label(String label) {
        if (AsciiParts.isAscii(label)) {
            return ascii(label.toLowerCase(Locale.ROOT));
        }
        String mapped = FixedPoint.of(label, Idna2008::map);
        if (mapped == null) {
            return FixedPoint.fault("the mapping of RFC 5895 section 2");
        }
        if (AsciiParts.isAscii(mapped)) {
            Prepared prepared = ascii(mapped);
            return prepared instanceof Prepared.Fault fault ? atOrigin(fault, label) : prepared;
        }
        Prepared.Fault fault = uLabelFault(mapped);
        return fault == null ? new Prepared.Text(mapped) : atOrigin(fault, label);
    }

    private static Prepared.Fault atOrigin(Prepared.Fault fault, String label) {
        return fault.at(Origin.index(label, fault.index(), Idna2008::map));
    }

    /** A fault of a prepared label at its place in the label that was given: at the beginning, if that is an A-label. */
    static Prepared.Fault atOrigin(Prepared.Fault fault, String given, String prepared) {
        return prepared.equals(FixedPoint.of(given, Idna2008::map)) ? atOrigin(fault, given) : fault.ofALabel();
    }

    private static Prepared ascii(String lower) {
        Prepared.Fault fault = AsciiParts.ldhFault(lower);
        if (fault == null && lower.startsWith(Ace.PREFIX)) {
            return aLabel(lower);
        }
        if (fault == null) {
            fault = HyphenRule.reservedFault(lower);
        }
        if (fault == null) {
            fault = Ace.fault(lower);
        }
        return fault == null ? new Prepared.Text(lower) : fault;
    }

    /** The U-label that an A-label stands for; both must give each other (RFC 5891 section 5.4). */
    private static Prepared aLabel(String lower) {
        String decoded =
                lower.length() > JidLimits.LABEL_OCTETS ? null : Punycode.decode(lower.substring(Ace.PREFIX.length()));
        if (decoded == null
                || AsciiParts.isAscii(decoded)
                || !lower.equals(Ace.of(decoded))
                || !Normalizer2.getNFCInstance().isNormalized(decoded)) {
            return new Prepared.Fault(
                    JidError.BAD_LABEL,
                    0,
                    "has a label that begins with xn-- and is no A-label (RFC 5890 section 2.3.2.1)");
        }
        Prepared.Fault fault = uLabelFault(decoded);
        return fault == null ? new Prepared.Text(decoded) : fault.ofALabel();
    }

    /** RFC 5895 section 2, lower-casing only what IDNA2008 does not allow as it is. */
    static String map(String label) {
        int unchanged = 0;
        for (int c; unchanged < label.length(); unchanged += Character.charCount(c)) {
            c = label.codePointAt(unchanged);
            if (DerivedProperty.idna(c) == CodePointStatus.DISALLOWED) {
                break;
            }
        }
        String lower = unchanged == label.length() ? label : lowerFrom(label, unchanged);
        return Normalizer2.getNFCInstance().normalize(WidthMapping.map(lower));
    }

    private static String lowerFrom(String label, int begin) {
        StringBuilder lower = new StringBuilder(label.length()).append(label, 0, begin);
        for (int i = begin, c; i < label.length(); i += Character.charCount(c)) {
            c = label.codePointAt(i);
            if (DerivedProperty.idna(c) == CodePointStatus.DISALLOWED) {
                appendLowerCase(lower, c);
            } else {
                lower.appendCodePoint(c);
            }
        }
        return lower.toString();
    }

    /** Appends the lower case of a code point that stands alone: one code point, but of one. */
    static void appendLowerCase(StringBuilder to, int codePoint) {
        if (codePoint == CAPITAL_I_WITH_DOT) {
            to.append("i\u0307");
        } else {
            to.appendCodePoint(UCharacter.toLowerCase(codePoint));
        }
    }

    /** RFC 5891 section 4.2 but for the bidi rule, which needs all labels. */
    private static Prepared.@Nullable Fault uLabelFault(String label) {
        Prepared.Fault fault = HyphenRule.fault(label);
        if (fault == null) {
            fault = HyphenRule.reservedFault(label);
        }
        if (fault == null && isMark(label.codePointAt(0))) {
            fault = Prepared.Fault.codePoint(
                    JidError.BAD_LABEL,
                    label.codePointAt(0),
                    0,
                    "a combining mark with which no label begins (RFC 5891 section 4.2.3.2)");
        }
        if (fault == null) {
            fault = AllowedCodePoints.U_LABEL.fault(label);
        }
        return fault == null ? Ace.fault(label) : fault;
    }

    static boolean isMark(int codePoint) {
        int type = UCharacter.getType(codePoint);
        return type == UCharacterCategory.NON_SPACING_MARK
                || type == UCharacterCategory.COMBINING_SPACING_MARK
                || type == UCharacterCategory.ENCLOSING_MARK;
    }
}
