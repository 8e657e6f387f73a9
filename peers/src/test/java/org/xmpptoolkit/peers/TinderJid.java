package org.xmpptoolkit.peers;

import java.util.Optional;
import org.xmpp.packet.JID;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.testkit.contracts.JidContract;

/** Addresses of Tinder. It asks for libidn 1.35, which Maven Central does not have. */
@Peer(value = "Tinder", with = "libidn 1.15, not the 1.35 that it asks for", of = JID.class)
final class TinderJid implements JidContract {
    @Override
    public JidProfile profile() {
        return JidProfile.STRINGPREP;
    }

    @Override
    public Optional<Parts> parse(String text) {
        try {
            JID jid = new JID(text);
            return Optional.of(Parts.of(jid.getNode(), jid.getDomain(), jid.getResource()));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }
}
