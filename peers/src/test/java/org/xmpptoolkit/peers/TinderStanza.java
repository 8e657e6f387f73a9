package org.xmpptoolkit.peers;

import java.io.StringReader;
import java.util.Optional;
import org.dom4j.DocumentException;
import org.dom4j.Element;
import org.dom4j.io.SAXReader;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.PacketError;
import org.xmpp.packet.Presence;
import org.xmpptoolkit.testkit.contracts.StanzaContract;

/** Stanzas of Tinder around what dom4j has read. */
@Peer(value = "Tinder", of = Packet.class)
final class TinderStanza implements StanzaContract<Packet> {
    @Override
    public Optional<Packet> read(String xml) {
        try {
            Element root = element(xml);
            return Optional.of(
                    switch (root.getName()) {
                        case "message" -> new Message(root);
                        case "presence" -> new Presence(root);
                        default -> new IQ(root);
                    });
        } catch (DocumentException | IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    static Element element(String xml) throws DocumentException {
        return new SAXReader().read(new StringReader(xml)).getRootElement();
    }

    @Override
    public Fields fields(Packet stanza) {
        return new Fields(
                stanza.getElement().getName(),
                type(stanza),
                Optional.ofNullable(stanza.getID()),
                Optional.ofNullable(stanza.getTo()).map(JID::toString),
                Optional.ofNullable(stanza.getFrom()).map(JID::toString),
                Optional.ofNullable(stanza.getError())
                        .map(error -> new Failure(
                                error.getType().toXMPP(),
                                error.getCondition().toXMPP(),
                                Optional.ofNullable(error.getText()))));
    }

    private static Optional<String> type(Packet stanza) {
        if (stanza instanceof Message message) {
            return Optional.ofNullable(message.getType()).map(Enum::toString);
        }
        if (stanza instanceof Presence presence) {
            return Optional.ofNullable(presence.getType()).map(Enum::toString);
        }
        return Optional.ofNullable(((IQ) stanza).getType()).map(Enum::toString);
    }

    @Override
    public String write(Packet stanza) {
        return stanza.toXML();
    }

    @Override
    public Optional<Packet> refuse(Packet request, String condition) {
        try {
            IQ answer = IQ.createResultIQ((IQ) request);
            answer.setError(PacketError.Condition.fromXMPP(condition));
            return Optional.of(answer);
        } catch (IllegalArgumentException notARequest) {
            return Optional.empty();
        }
    }
}
