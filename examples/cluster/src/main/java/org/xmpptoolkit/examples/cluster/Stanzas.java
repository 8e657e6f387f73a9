package org.xmpptoolkit.examples.cluster;

import java.time.Instant;
import java.util.Optional;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.delay.Delay;

/** Stanzas as octets, and back. */
final class Stanzas {
    /** Written with all of its namespaces, and with the sender's address, a stanza may be more than what came in. */
    private static final StreamLimits LIMITS = StreamLimits.DEFAULT.toBuilder()
            .elementOctets(4 * StreamLimits.DEFAULT.elementOctets())
            .attributes(2 * StreamLimits.DEFAULT.attributes())
            .build();

    private Stanzas() {}

    static byte[] octets(XmlElement stanza) {
        return ElementWriter.toBytes(stanza, NamespaceScope.EMPTY);
    }

    /**
     * Whether a stanza can be read again: what cannot would keep all behind it from its addressee. It may be longer than it was when it
     * came in, and have more attributes, with the sender's address and its declarations.
     */
    static boolean fits(byte[] octets) {
        return octets.length <= LIMITS.elementOctets() && read(octets) instanceof StreamReader.ElementComplete;
    }

    private static StreamReader.Event read(byte[] octets) {
        return StreamReader.readDocument(octets, LIMITS);
    }

    static XmlElement parse(byte[] octets) {
        StreamReader.Event event = read(octets);
        if (event instanceof StreamReader.ElementComplete complete) {
            return complete.element();
        }
        throw new IllegalStateException("what the cluster held is no stanza: " + event);
    }

    /** The stanza as its client gets it: if it waited, with the time since when (XEP-0203). */
    static XmlElement forClient(Entry entry) {
        XmlElement stanza = parse(entry.stanza());
        boolean message = stanza.is(Namespaces.CLIENT, "message");
        return entry.delayed() && message
                ? stanza.toBuilder()
                        .child(Delay.of(Instant.ofEpochMilli(entry.at())).toElement())
                        .build()
                : stanza;
    }

    /** What the others hear when a resource that was available is gone. */
    static byte[] unavailable(byte[] presence) {
        Optional<String> from = parse(presence).attribute("from");
        XmlElement.Builder gone = Presence.builder(PresenceType.UNAVAILABLE).build().toElement().toBuilder();
        from.ifPresent(address -> gone.attribute("from", address));
        return octets(gone.build());
    }
}
