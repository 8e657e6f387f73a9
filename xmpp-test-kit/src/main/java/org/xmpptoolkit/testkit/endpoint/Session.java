package org.xmpptoolkit.testkit.endpoint;

import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;

/** A bound client, as the router sees it. */
interface Session {
    /** The full address. */
    Jid address();

    /** Sends a stanza to the client. May be called from any thread. */
    void deliver(XmlElement stanza);
}
