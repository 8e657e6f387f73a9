package org.xmpptoolkit.jid;

import org.jspecify.annotations.Nullable;

/** The ASCII form of a label: RFC 3490 section 5, RFC 5890 section 2.3.2.1. */
final class Ace {
    static final String PREFIX = "xn--";

    private Ace() {}

    /** The ASCII form of a prepared label; null if it is over 63 octets. */
    static @Nullable String of(String label) {
        if (AsciiParts.isAscii(label)) {
            return label.length() <= JidLimits.LABEL_OCTETS ? label : null;
        }
        String encoded = Punycode.encode(label, JidLimits.LABEL_OCTETS - PREFIX.length());
        return encoded == null ? null : PREFIX + encoded;
    }

    /** A label has at most 63 octets in its ASCII form: RFC 1035 section 2.3.4. */
    static Prepared.@Nullable Fault fault(String label) {
        boolean fits = AsciiParts.isAscii(label)
                ? label.length() <= JidLimits.LABEL_OCTETS
                : Punycode.fits(label, JidLimits.LABEL_OCTETS - PREFIX.length());
        return fits
                ? null
                : new Prepared.Fault(
                        JidError.BAD_LABEL,
                        0,
                        "has a label of more than 63 octets in its ASCII form (RFC 1035 section 2.3.4)");
    }
}
