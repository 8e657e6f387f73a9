package org.xmpptoolkit.peers;

import java.util.Optional;
import org.apache.vysper.xmpp.addressing.EntityConformance;
import org.apache.vysper.xmpp.addressing.EntityFormatException;
import org.apache.vysper.xmpp.addressing.EntityImpl;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.testkit.contracts.JidContract;

/** Addresses of Vysper, with its own check of what it has parsed. */
@Peer(value = "Vysper", of = EntityImpl.class)
final class VysperJid implements JidContract {
    @Override
    public JidProfile profile() {
        return JidProfile.STRINGPREP;
    }

    @Override
    public Optional<Parts> parse(String text) {
        try {
            EntityImpl entity = EntityImpl.parse(text);
            return EntityConformance.checkRFC3920Conformance(entity)
                    ? Optional.of(Parts.of(entity.getNode(), entity.getDomain(), entity.getResource()))
                    : Optional.empty();
        } catch (EntityFormatException refused) {
            return Optional.empty();
        }
    }
}
