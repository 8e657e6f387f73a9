package org.xmpptoolkit.stream;

/** How far a stream has come. */
public enum Phase {
    /** The headers are being exchanged. */
    OPENING,
    /** Features are being negotiated (RFC 6120 section 4.3). */
    NEGOTIATING,
    /** The transport is starting TLS (RFC 6120 section 5.4.3). */
    SECURING,
    /** Negotiation is complete: stanzas flow. */
    ESTABLISHED,
    /** Our closing tag is out, the peer's is awaited (RFC 6120 section 4.4). */
    CLOSING,
    /** Nothing flows any more. */
    CLOSED
}
