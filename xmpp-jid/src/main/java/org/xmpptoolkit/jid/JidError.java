package org.xmpptoolkit.jid;

/**
 * Why a text is no address.
 *
 * <p>A constant is immutable and may be shared between threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3">RFC 7622 section 3</a>
 */
public enum JidError {
    /** The part is empty, as it stands or after preparation (RFC 7622 sections 3.2, 3.3, 3.4). */
    EMPTY,
    /** The part is over 1023 octets of UTF-8 after preparation, or the domainpart is over DNS's 255 octets. */
    TOO_LONG,
    /** The text is over 16,384 UTF-16 units and was not looked at any further. */
    TEXT_TOO_LONG,
    /** The text is not well-formed UTF-16. */
    LONE_SURROGATE,
    /** The profile of the part forbids the code point. */
    PROHIBITED_CODE_POINT,
    /** The code point is not assigned in the Unicode version of the profile. */
    UNASSIGNED_CODE_POINT,
    /** Left-to-right and right-to-left code points are mixed against RFC 3454 section 6 or RFC 5893 section 2. */
    BIDI,
    /** A code point stands where its contextual rule does not allow it (RFC 5892 appendix A). */
    CONTEXT_RULE,
    /** A label of the domainpart is empty, too long, has a misplaced hyphen or is no valid A-label. */
    BAD_LABEL,
    /** The domainpart looks like an IP literal and is none (RFC 3986 section 3.2.2). */
    BAD_IP_LITERAL,
    /** Preparation does not come to rest: each pass changes the part again (RFC 8264 section 7). */
    NOT_STABLE
}
