package org.xmpptoolkit.testkit.endpoint;

import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.IqType;

/**
 * A request that the server answers for itself or for an account (RFC 6121 section 8.5.2.1.3).
 *
 * @param iq a get or set that breaks none of {@link org.xmpptoolkit.stanza.StanzaRules}
 * @param sender who asks
 * @param entity who is asked: a domain of the server, or the bare address of an account that exists
 */
record Request(Iq iq, Jid sender, Jid entity) {
    XmlElement payload() {
        return iq.payload().orElseThrow();
    }

    boolean isGet() {
        return iq.type().equals(Optional.of(IqType.GET));
    }

    boolean is(String namespace, String localName) {
        return payload().is(namespace, localName);
    }

    /** Whether somebody asks their own account, which is so where a client's request has no {@code to}. */
    boolean isToOwnAccount() {
        return entity.equals(sender.bare());
    }

    boolean isToServer() {
        return entity.isDomain();
    }

    /** Whether a client asks the server that its account is at, in whichever way. */
    boolean isToOwnServer() {
        return sender.localpart().isPresent() && (isToOwnAccount() || entity.equals(sender.domain()));
    }

    Optional<Iq> refusal(StanzaErrorCondition condition) {
        return Optional.of(iq.error(StanzaError.of(condition)));
    }
}
