package org.xmpptoolkit.stream;

/** What a server says of a domain that another server's stanza goes to (RFC 6120 section 8.1.1.2). */
public enum DomainStatus {
    /** It is served here. */
    SERVED,
    /** It is none of ours: the stream ends with host-unknown (section 4.9.3.6). */
    UNKNOWN,
    /** It was served here, and is no longer: the stream ends with host-gone (section 4.9.3.5). */
    GONE
}
