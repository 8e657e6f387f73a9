package org.xmpptoolkit.jid;

/**
 * The rules by which an address is prepared.
 *
 * <p>A constant is immutable and may be shared between threads.
 */
public enum JidProfile {
    /**
     * RFC 6122: Nodeprep, Resourceprep and IDNA2003, for what one stores and sends. Code points that Unicode 3.2 does
     * not assign are refused (RFC 3454 section 7, "stored strings").
     */
    STRINGPREP,
    /**
     * RFC 6122 as {@link #STRINGPREP}, for what comes from a peer: code points that Unicode 3.2 does not assign are let
     * through as they are (RFC 3454 section 7, "queries").
     */
    STRINGPREP_QUERY,
    /** RFC 7622: UsernameCaseMapped, OpaqueString (RFC 8265) and IDNA2008 (RFC 5890 to 5893, RFC 5895). */
    PRECIS
}
