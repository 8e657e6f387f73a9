package org.xmpptoolkit.testkit.endpoint;

import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.Stanza;

/** How much room stanzas take that wait for something. */
final class StanzaSize {
    private StanzaSize() {}

    static long octets(Stanza stanza) {
        return octets(stanza.toElement());
    }

    static long octets(XmlElement element) {
        return ElementWriter.toBytes(element, NamespaceScope.EMPTY).length;
    }
}
