package org.xmpptoolkit.testkit.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;

/** A bound client, as the rules of stanzas need it. */
interface StanzaClient {
    /** The full address that was bound. */
    Jid address();

    /** Sends stanzas, in order. */
    void send(XmlElement... stanzas);

    /** Waits for a stanza; nothing if none came in time. */
    Optional<XmlElement> await(Predicate<XmlElement> wanted);

    /** All stanzas that came so far, in order. */
    List<XmlElement> received();
}
