package org.xmpptoolkit.jid;

/** The lengths that bound an address. */
final class JidLimits {
    /** Octets of UTF-8 of a prepared part: RFC 7622 sections 3.2 to 3.4. Three of them and two separators are 3071. */
    static final int PART_OCTETS = 1023;
    /** Octets of a label in ASCII form: RFC 1035 section 2.3.4. */
    static final int LABEL_OCTETS = 63;
    /** Octets of a host name in ASCII form without its final dot: 255 in a DNS message (RFC 1035 section 2.3.4). */
    static final int DNS_TEXT_OCTETS = 253;
    /** UTF-16 units of a text that is looked at at all, so that work is bounded. */
    static final int TEXT_UNITS = 16_384;
    /**
     * Octets of UTF-8, but for code points that mapping takes away, from which no preparation leads to 1023: normalization
     * makes one octet out of four at most (a letter of four octets and two marks become a letter of two). Twice that,
     * so that the long way, whose cost grows with the square, is not gone for what will be refused.
     */
    static final int GIVEN_OCTETS = 8 * PART_OCTETS;

    private JidLimits() {}
}
