package org.xmpptoolkit.jid;

/** The derived property of a code point: RFC 8264 section 8, RFC 5892 section 1. */
enum CodePointStatus {
    /** Allowed. */
    PVALID,
    /** Allowed in the FreeformClass only (FREE_PVAL, ID_DIS). */
    FREE_PVAL,
    /** Allowed where its contextual rule holds: the join controls. */
    CONTEXTJ,
    /** Allowed where its contextual rule holds: others. */
    CONTEXTO,
    /** Not allowed. */
    DISALLOWED,
    /** Not allowed, for want of a character. */
    UNASSIGNED
}
