package org.xmpptoolkit.jid;

/** The three parts of an address (RFC 7622 section 3.1). */
public enum JidPart {
    /** What stands before the {@code @}. */
    LOCALPART,
    /** The domain, the one part that every address has. */
    DOMAINPART,
    /** What stands behind the first {@code /}. */
    RESOURCEPART
}
