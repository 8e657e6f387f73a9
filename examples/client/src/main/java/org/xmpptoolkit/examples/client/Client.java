package org.xmpptoolkit.examples.client;

import java.io.IOException;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Stanza;

/** A client that is logged in. Thread-safe. */
interface Client extends AutoCloseable {
    /** The full address that the server bound. */
    Jid address();

    /**
     * Sends a stanza, and waits until the network has taken it.
     *
     * @throws IOException if the stream or the connection has ended
     */
    void send(Stanza stanza) throws IOException;

    /** Closes the stream in order, and waits for the peer to do so too, for some seconds at most. Not for the thread that reads. */
    @Override
    void close();
}
