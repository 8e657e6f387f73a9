package org.xmpptoolkit.jid;

import com.google.common.base.Ascii;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Parts that are ASCII. All profiles treat ASCII alike but for two details of PRECIS, so that most addresses need no
 * Unicode data; nothing here may touch ICU.
 */
final class AsciiParts {
    private static final byte LOCALPART = 1;
    private static final byte RESOURCEPART = 2;
    private static final byte LABEL = 4;
    private static final byte[] USES = uses();

    private AsciiParts() {}

    private static byte[] uses() {
        byte[] uses = new byte[128];
        for (char c = ' '; c <= '~'; c++) {
            boolean letterOrDigit = Ascii.isLowerCase(c) || (c >= '0' && c <= '9');
            byte use = RESOURCEPART;
            if (!Ascii.isUpperCase(c) && " \"&'/:<>@".indexOf(c) < 0) {
                use |= LOCALPART;
            }
            if (letterOrDigit || c == '-') {
                use |= LABEL;
            }
            uses[c] = use;
        }
        return uses;
    }

    static boolean isAscii(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    /** Whether a range is a localpart that no profile changes. */
    static boolean isPreparedLocalpart(String text, int begin, int end) {
        return isWithin(text, begin, end, LOCALPART);
    }

    /** Whether a range is a resourcepart that no profile changes. */
    static boolean isPreparedResourcepart(String text, int begin, int end) {
        return isWithin(text, begin, end, RESOURCEPART) && text.charAt(begin) != ' ';
    }

    private static boolean isWithin(String text, int begin, int end, byte use) {
        if (begin >= end || end - begin > JidLimits.PART_OCTETS) {
            return false;
        }
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 128 || (USES[c] & use) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a range is a host name that no profile changes; a label with two hyphens in places 3 and 4 is left out. */
    static boolean isPreparedHost(String text, int begin, int end) {
        if (begin >= end || end - begin > JidLimits.DNS_TEXT_OCTETS) {
            return false;
        }
        int label = begin;
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (!isPlainLabel(text, label, i)) {
                    return false;
                }
                label = i + 1;
            } else if (c >= 128 || (USES[c] & LABEL) == 0) {
                return false;
            }
        }
        return isPlainLabel(text, label, end);
    }

    private static boolean isPlainLabel(String text, int begin, int end) {
        int length = end - begin;
        return length >= 1
                && length <= JidLimits.LABEL_OCTETS
                && text.charAt(begin) != '-'
                && text.charAt(end - 1) != '-'
                && !(length >= 4 && text.charAt(begin + 2) == '-' && text.charAt(begin + 3) == '-');
    }

    /** Prepares an ASCII localpart, by any profile. */
    static Prepared localpart(String part) {
        String lower = part.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            if ((USES[lower.charAt(i)] & LOCALPART) == 0) {
                return Prepared.Fault.codePoint(
                        JidError.PROHIBITED_CODE_POINT,
                        lower.charAt(i),
                        i,
                        "which no localpart may have (RFC 7622 section 3.3.1, RFC 6122 appendix A)");
            }
        }
        return new Prepared.Text(lower);
    }

    /** Prepares an ASCII resourcepart; a space in front is the profile's to judge. */
    static Prepared resourcepart(String part) {
        for (int i = 0; i < part.length(); i++) {
            if ((USES[part.charAt(i)] & RESOURCEPART) == 0) {
                return Prepared.Fault.codePoint(
                        JidError.PROHIBITED_CODE_POINT,
                        part.charAt(i),
                        i,
                        "a control character (RFC 7622 section 3.4, RFC 6122 appendix B)");
            }
        }
        return new Prepared.Text(part);
    }

    /**
     * The first fault of an ASCII label, lower-cased already, by the rule of letters, digits and hyphens; null if there is
     * none.
     */
    static Prepared.@Nullable Fault ldhFault(String label) {
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c < 128 && (USES[c] & LABEL) == 0) {
                return Prepared.Fault.codePoint(
                        JidError.PROHIBITED_CODE_POINT,
                        c,
                        i,
                        "where ASCII must be letters, digits and hyphens (RFC 3490 section 4.1, RFC 5891 section 4.2.3)");
            }
        }
        return HyphenRule.fault(label);
    }
}
