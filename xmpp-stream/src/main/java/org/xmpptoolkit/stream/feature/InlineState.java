package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.StreamState;

/** A stream as it will be, for what is negotiated inline before it is so. */
final class InlineState {
    private InlineState() {}

    /** The stream with what an outcome adds to it. */
    static StreamState after(StreamState state, Outcome outcome) {
        return of(state, outcome.account().or(state::account), outcome.bound().or(state::bound));
    }

    static StreamState of(StreamState state, Optional<Jid> account, Optional<Jid> bound) {
        return new StreamState(
                state.role(),
                state.ours(),
                state.theirs(),
                state.phase(),
                state.tlsPolicy(),
                state.secure(),
                state.tls(),
                account,
                bound,
                state.authorized(),
                state.localHeader(),
                state.peerHeader());
    }
}
