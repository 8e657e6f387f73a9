package org.xmpptoolkit.jid;

import com.google.common.base.Utf8;
import org.jspecify.annotations.Nullable;

/** Prepares each part by a profile and holds it to what all profiles ask: well-formed, 1 to 1023 octets. */
final class JidParts {
    private JidParts() {}

    /** The fault of a text of more UTF-16 units than are looked at, told at the first code point that does not fit. */
    static Prepared.Fault textTooLong(String text) {
        boolean splitsPair =
                Character.isSurrogatePair(text.charAt(JidLimits.TEXT_UNITS - 1), text.charAt(JidLimits.TEXT_UNITS));
        return new Prepared.Fault(
                JidError.TEXT_TOO_LONG,
                splitsPair ? JidLimits.TEXT_UNITS - 1 : JidLimits.TEXT_UNITS,
                "passes the 16384 UTF-16 units that are looked at (RFC 7622 section 3.1 allows 3071 octets)");
    }

    static Prepared localpart(String part, JidProfile profile) {
        Prepared.Fault fault = givenFault(part);
        if (fault != null) {
            return fault;
        }
        if (AsciiParts.isAscii(part)) {
            return limited(AsciiParts.localpart(part), "3.3");
        }
        return limited(
                switch (profile) {
                    case STRINGPREP -> Nodeprep.PROFILE.prepare(part, false);
                    case STRINGPREP_QUERY -> Nodeprep.PROFILE.prepare(part, true);
                    case PRECIS -> UsernameCaseMapped.prepare(part);
                },
                "3.3");
    }

    static Prepared domainpart(String part, JidProfile profile) {
        Prepared.Fault fault = givenFault(part);
        return fault != null ? fault : limited(Domainpart.prepare(part, profile), "3.2");
    }

    static Prepared resourcepart(String part, JidProfile profile) {
        Prepared.Fault fault = givenFault(part);
        if (fault != null) {
            return fault;
        }
        if (AsciiParts.isAscii(part)) {
            Prepared ascii = AsciiParts.resourcepart(part);
            return limited(profile == JidProfile.PRECIS ? OpaqueString.withoutLeadingSpace(ascii) : ascii, "3.4");
        }
        return limited(
                switch (profile) {
                    case STRINGPREP -> Resourceprep.PROFILE.prepare(part, false);
                    case STRINGPREP_QUERY -> Resourceprep.PROFILE.prepare(part, true);
                    case PRECIS -> OpaqueString.prepare(part);
                },
                "3.4");
    }

    static Prepared.@Nullable Fault givenFault(String part) {
        if (part.length() > JidLimits.TEXT_UNITS) {
            return textTooLong(part);
        }
        for (int i = 0, c; i < part.length(); i += Character.charCount(c)) {
            c = part.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return Prepared.Fault.codePoint(
                        JidError.LONE_SURROGATE, c, i, "a surrogate without its other half (RFC 7622 section 3.1)");
            }
        }
        return cannotFit(part)
                ? new Prepared.Fault(JidError.TOO_LONG, 0, "is over 1023 octets (RFC 7622 section 3)")
                : null;
    }

    /** Whether a part is so long that no mapping can bring it to 1023 octets. */
    private static boolean cannotFit(String part) {
        if (part.length() * 3 <= JidLimits.GIVEN_OCTETS || AsciiParts.isAscii(part)) {
            return false;
        }
        int octets = 0;
        for (int i = 0, c; i < part.length(); i += Character.charCount(c)) {
            c = part.codePointAt(i);
            if (!Rfc3454.isIn(Rfc3454.B1, c)) {
                octets += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            }
        }
        return octets > JidLimits.GIVEN_OCTETS;
    }

    private static Prepared limited(Prepared prepared, String section) {
        if (!(prepared instanceof Prepared.Text text)) {
            return prepared;
        }
        if (text.text().isEmpty()) {
            return new Prepared.Fault(JidError.EMPTY, 0, "is empty (RFC 7622 section " + section + ")");
        }
        int octets = Utf8.encodedLength(text.text());
        if (octets > JidLimits.PART_OCTETS) {
            return new Prepared.Fault(
                    JidError.TOO_LONG, 0, "is " + octets + " octets, at most 1023 (RFC 7622 section " + section + ")");
        }
        return prepared;
    }
}
