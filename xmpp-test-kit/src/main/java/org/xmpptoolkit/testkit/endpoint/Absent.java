package org.xmpptoolkit.testkit.endpoint;

import java.util.ArrayList;
import java.util.List;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.management.SmState;

/** A client whose stream was lost, and which may come back: what comes for it waits. Guarded by the router. */
final class Absent implements Session {
    private static final int STANZAS = 1_000;
    private static final long OCTETS = 1_048_576;

    private final SmState state;
    private final Runnable full;
    private final List<XmlElement> waiting = new ArrayList<>();
    private long octets;

    /**
     * A client that is away.
     *
     * @param state what its stream left
     * @param full what to do if too much waits; it must not be done at once, for a stanza is under way
     */
    Absent(SmState state, Runnable full) {
        this.state = state;
        this.full = full;
    }

    @Override
    public Jid address() {
        return state.bound();
    }

    @Override
    public void deliver(XmlElement stanza) {
        waiting.add(stanza);
        octets += StanzaSize.octets(stanza);
        if (waiting.size() == STANZAS || octets > OCTETS) {
            full.run();
        }
    }

    /** What the client goes on with. */
    SmState state() {
        return state.withQueued(waiting);
    }
}
