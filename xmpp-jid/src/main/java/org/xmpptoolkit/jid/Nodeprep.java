package org.xmpptoolkit.jid;

/** The localpart of RFC 6122: appendix A. */
final class Nodeprep {
    static final Stringprep PROFILE =
            new Stringprep("Nodeprep (RFC 6122 appendix A)", true, Rfc3454.NODEPREP_PROHIBITED);

    private Nodeprep() {}
}
