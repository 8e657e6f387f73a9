package org.xmpptoolkit.jid;

/** The resourcepart of RFC 6122: appendix B. */
final class Resourceprep {
    static final Stringprep PROFILE =
            new Stringprep("Resourceprep (RFC 6122 appendix B)", false, Rfc3454.PROHIBITED | Rfc3454.C21);

    private Resourceprep() {}
}
