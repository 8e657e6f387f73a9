package org.xmpptoolkit.peers;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jivesoftware.smack.Smack;
import org.jivesoftware.smack.im.SmackImInitializer;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smack.parsing.SmackParsingException;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.jivesoftware.smack.xml.XmlPullParserException;
import org.xmpptoolkit.testkit.contracts.StanzaContract;

/** Stanzas of Smack, which as a client passes nothing on. */
@Peer(value = "Smack", of = Stanza.class)
final class SmackStanza implements StanzaContract<Stanza> {
    static {
        Smack.ensureInitialized();
        new SmackImInitializer().initialize();
    }

    @Override
    public Set<String> notSupported() {
        return Set.of("R-228", "R-286");
    }

    @Override
    public Optional<Stanza> read(String xml) {
        try {
            return Optional.of(PacketParserUtils.parseStanza(xml));
        } catch (XmlPullParserException | IOException | SmackParsingException refused) {
            return Optional.empty();
        }
    }

    @Override
    public Fields fields(Stanza stanza) {
        return new Fields(
                kind(stanza),
                type(stanza),
                Optional.ofNullable(stanza.getStanzaId()),
                Optional.ofNullable(stanza.getTo()).map(Object::toString),
                Optional.ofNullable(stanza.getFrom()).map(Object::toString),
                Optional.ofNullable(stanza.getError())
                        .map(error -> new Failure(
                                error.getType().toString(),
                                error.getCondition().toString(),
                                Optional.ofNullable(error.getDescriptiveText()))));
    }

    private static String kind(Stanza stanza) {
        return stanza instanceof Message ? "message" : stanza instanceof Presence ? "presence" : "iq";
    }

    private static Optional<String> type(Stanza stanza) {
        if (stanza instanceof Message message) {
            return Optional.of(message.getType().toString());
        }
        return Optional.of(
                stanza instanceof Presence presence
                        ? presence.getType().toString()
                        : ((IQ) stanza).getType().toString());
    }

    @Override
    public String write(Stanza stanza) {
        return stanza.toXML().toString();
    }

    @Override
    public Optional<Stanza> refuse(Stanza request, String condition) {
        try {
            return Optional.of(IQ.createErrorResponse((IQ) request, StanzaError.Condition.fromString(condition)));
        } catch (IllegalArgumentException notARequest) {
            return Optional.empty();
        }
    }
}
