package org.xmpptoolkit.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.vysper.xml.fragment.Renderer;
import org.apache.vysper.xml.fragment.XMLElement;
import org.apache.vysper.xmpp.addressing.Entity;
import org.apache.vysper.xmpp.server.response.ServerErrorResponses;
import org.apache.vysper.xmpp.stanza.IQStanza;
import org.apache.vysper.xmpp.stanza.Stanza;
import org.apache.vysper.xmpp.stanza.StanzaErrorCondition;
import org.apache.vysper.xmpp.stanza.StanzaErrorType;
import org.apache.vysper.xmpp.stanza.XMPPCoreStanza;
import org.xml.sax.SAXException;
import org.xmpptoolkit.testkit.contracts.StanzaContract;

/** Stanzas of Vysper; it has no model of the errors that it gets, and whether there is an answer is decided elsewhere. */
@Peer(value = "Vysper", of = XMPPCoreStanza.class)
final class VysperStanza implements StanzaContract<XMPPCoreStanza> {
    @Override
    public Set<String> notSupported() {
        return Set.of("R-251", "R-265", "R-266", "R-275");
    }

    @Override
    public Optional<XMPPCoreStanza> read(String xml) {
        try {
            List<XMLElement> elements =
                    VysperReader.elements(List.of(("<x>" + xml + "</x>").getBytes(StandardCharsets.UTF_8)));
            return elements.size() == 1 && elements.get(0) instanceof Stanza stanza
                    ? Optional.ofNullable(XMPPCoreStanza.getWrapper(stanza))
                    : Optional.empty();
        } catch (SAXException | IOException refused) {
            return Optional.empty();
        }
    }

    @Override
    public Fields fields(XMPPCoreStanza stanza) {
        Optional<String> type = stanza instanceof IQStanza iq
                ? Optional.ofNullable(iq.getIQType()).map(known -> known.value())
                : Optional.ofNullable(stanza.getType());
        return new Fields(
                stanza.getName(),
                type,
                Optional.ofNullable(stanza.getID()),
                address(stanza.getTo()),
                address(stanza.getFrom()),
                Optional.empty());
    }

    private static Optional<String> address(@org.jspecify.annotations.Nullable Entity entity) {
        return Optional.ofNullable(entity).map(Entity::getFullQualifiedName);
    }

    @Override
    public String write(XMPPCoreStanza stanza) {
        return new Renderer(stanza).getComplete();
    }

    @Override
    public Optional<XMPPCoreStanza> refuse(XMPPCoreStanza request, String condition) {
        StanzaErrorCondition named =
                StanzaErrorCondition.valueOf(condition.toUpperCase(Locale.ROOT).replace('-', '_'));
        return Optional.ofNullable(XMPPCoreStanza.getWrapper(
                ServerErrorResponses.getStanzaError(named, request, StanzaErrorType.CANCEL, null, null, null)));
    }
}
