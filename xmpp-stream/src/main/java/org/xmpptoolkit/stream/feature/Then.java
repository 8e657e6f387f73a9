package org.xmpptoolkit.stream.feature;

/** What follows when a feature was negotiated. */
public enum Then {
    /** The next feature of the same offer. */
    PROCEED,
    /** New features, under the same headers (XEP-0388 section 2.6.1). */
    REOFFER,
    /** New headers (RFC 6120 section 4.3.3). */
    RESTART,
    /** TLS, then new headers (RFC 6120 section 5.4.3). */
    SECURE
}
