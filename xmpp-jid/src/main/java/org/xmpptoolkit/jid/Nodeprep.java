package org.xmpptoolkit.jid;

/** The localpart of RFC 6122: appendix A. */
final class Nodeprep {
    static final Stringprep PROFILE = new Stringprep(
            "Nodeprep (RFC 6122 appendix A)", true, Rfc3454.PROHIBITED | Rfc3454.C11 | Rfc3454.C21 | Rfc3454.NODEPREP);

    private Nodeprep() {}
}
