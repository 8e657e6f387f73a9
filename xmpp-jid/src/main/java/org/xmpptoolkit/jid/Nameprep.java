package org.xmpptoolkit.jid;

/** A label of the domainpart of RFC 6122: RFC 3491. */
final class Nameprep {
    static final Stringprep PROFILE = new Stringprep("Nameprep (RFC 3491)", true, Rfc3454.PROHIBITED);

    private Nameprep() {}
}
