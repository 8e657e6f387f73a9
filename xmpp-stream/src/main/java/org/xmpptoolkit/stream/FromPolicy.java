package org.xmpptoolkit.stream;

/** What a server does about a client's stanza whose {@code from} is another's (RFC 6120 sections 4.9.3.9 and 8.1.2.1). */
public enum FromPolicy {
    /** The client's own address takes its place. The default. */
    OVERWRITE,
    /** The stream ends with invalid-from. */
    REFUSE
}
