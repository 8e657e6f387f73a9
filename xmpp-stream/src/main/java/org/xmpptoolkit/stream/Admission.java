package org.xmpptoolkit.stream;

import org.xmpptoolkit.stream.feature.StreamFeature;

/** Which features may be offered and negotiated, by what the stream asks of TLS (RFC 6120 section 5.3). */
final class Admission {
    private Admission() {}

    /** Whether TLS is due: the stream may not be complete, nor anything else be negotiated, for want of it. */
    static boolean needsTls(StreamState state) {
        return state.tlsPolicy() == TlsPolicy.REQUIRED && !state.secure();
    }

    /** Whether a feature may be offered or negotiated now: while TLS is due, nothing else than what brings it. */
    static boolean admits(StreamState state, StreamFeature feature) {
        TlsPolicy policy = state.tlsPolicy();
        boolean starttls = policy == TlsPolicy.REQUIRED || policy == TlsPolicy.WHEN_OFFERED;
        boolean allowed = feature.secures() ? starttls && !state.secure() : !needsTls(state);
        return allowed && feature.admissible(state);
    }
}
