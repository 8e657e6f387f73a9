package org.xmpptoolkit.stream;

import java.net.URI;
import org.xmpptoolkit.stream.framing.Framing;

/** Which endpoints the application may send a peer to (RFC 7395 section 3.6.1). */
final class OutgoingRedirects {
    private OutgoingRedirects() {}

    /**
     * What to write, if the redirect may go out now.
     *
     * @throws IllegalStateException if the stream is of the initiating entity, has a framing without redirects, or lacks the TLS that
     *     its policy asks for
     * @throws IllegalArgumentException if no peer may follow
     */
    static byte[] checked(URI target, StreamState state, Framing framing) {
        if (state.role() == Role.INITIATING) {
            throw new IllegalStateException(
                    "an initiating entity sends nobody elsewhere (RFC 7395 section 3.6.1): close() the stream");
        }
        byte[] octets = framing.redirect(target)
                .orElseThrow(() -> new IllegalStateException(
                        "this framing has no see-other-uri: fail() the stream with see-other-host"));
        if (state.tlsPolicy() == TlsPolicy.DIRECT && !state.secure()) {
            throw new IllegalStateException("with direct TLS, call secured() first");
        }
        if (!Redirects.leads(target, state.secure())) {
            throw new IllegalArgumentException(
                    target + " is nowhere to go to: a redirect leads to a wss: or https: URI with a host"
                            + (state.secure() ? ", and behind TLS to nothing less" : ", or a ws: or http: one")
                            + " (RFC 7395 section 3.6.1)");
        }
        return octets;
    }
}
