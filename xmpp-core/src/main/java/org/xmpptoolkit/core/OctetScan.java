package org.xmpptoolkit.core;

import org.jspecify.annotations.Nullable;

/**
 * Judges octets before the parser sees them: well-formed UTF-8 only (RFC 3629 section 4), and no character that XML 1.0 forbids.
 *
 * <p>The parser lets overlong forms and code points above U+10FFFF pass, and reports forbidden characters at a place that depends
 * on how the input was cut; so both are stopped here, at their first octet.
 */
final class OctetScan {
    private XmlViolation.@Nullable Kind fault;
    private String message = "";

    /** The fault at the place where the last scan stopped, if it stopped at one. */
    XmlViolation.@Nullable Kind fault() {
        return fault;
    }

    String message() {
        return message;
    }

    /**
     * Scans whole characters.
     *
     * @return the index behind the last whole, allowed character: {@code to}, or the start of a character that is cut off by
     *     {@code to}, or of a faulty one
     */
    int scan(byte[] octets, int from, int to) {
        int i = from;
        while (i < to) {
            i = Words.skipGraphic(octets, i, to);
            if (i == to) {
                return i;
            }
            int octet = octets[i];
            if (octet >= 0x20) {
                i++;
            } else if (octet >= 0) {
                if (!XmlChars.isWhiteSpace(octet)) {
                    return stop(
                            i,
                            XmlViolation.Kind.NOT_WELL_FORMED,
                            String.format("U+%04X is forbidden (XML 1.0 section 2.2)", octet));
                }
                i++;
            } else {
                int octetsNeeded = sequence(octet & 0xFF);
                if (octetsNeeded == 0) {
                    return stop(i, XmlViolation.Kind.UNSUPPORTED_ENCODING, "no UTF-8: octet out of place");
                }
                int end = Math.min(i + octetsNeeded, to);
                for (int k = i + 1; k < end; k++) {
                    if (!continues(octet & 0xFF, octets[k] & 0xFF, k - i)) {
                        return stop(i, XmlViolation.Kind.UNSUPPORTED_ENCODING, "no UTF-8: ill-formed sequence");
                    }
                }
                if (end < i + octetsNeeded) {
                    return i;
                }
                if (octetsNeeded == 3
                        && octet == (byte) 0xEF
                        && octets[i + 1] == (byte) 0xBF
                        && (octets[i + 2] & 0xFF) >= 0xBE) {
                    return stop(
                            i, XmlViolation.Kind.NOT_WELL_FORMED, "a noncharacter is forbidden (XML 1.0 section 2.2)");
                }
                i = end;
            }
        }
        return i;
    }

    private int stop(int index, XmlViolation.Kind kind, String why) {
        fault = kind;
        message = why;
        return index;
    }

    /** How many octets the sequence has that this octet leads: 0 if it can lead none. */
    private static int sequence(int lead) {
        if (lead < 0xC2) {
            return 0;
        }
        if (lead < 0xE0) {
            return 2;
        }
        if (lead < 0xF0) {
            return 3;
        }
        return lead < 0xF5 ? 4 : 0;
    }

    private static boolean continues(int lead, int octet, int place) {
        int least = 0x80;
        int most = 0xBF;
        if (place == 1) {
            switch (lead) {
                case 0xE0 -> least = 0xA0; // overlong below
                case 0xED -> most = 0x9F; // surrogates above
                case 0xF0 -> least = 0x90; // overlong below
                case 0xF4 -> most = 0x8F; // beyond U+10FFFF above
                default -> {}
            }
        }
        return octet >= least && octet <= most;
    }
}
