package org.xmpptoolkit.stanza.carbons;

import java.util.Optional;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.forward.Forwarded;

/**
 * A copy of a message of the same account. Take it only if the message around it comes from the account's own bare address (section 11):
 * anybody can write one.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0280.html">XEP-0280 sections 7 and 8</a>
 */
public sealed interface Carbon permits CarbonSent, CarbonReceived {
    /** {@return what was copied, and when it was sent} */
    Optional<Forwarded> forwarded();

    /** {@return the message that was copied, if there is one} */
    default Optional<Message> message() {
        return forwarded()
                .flatMap(Forwarded::stanza)
                .filter(Message.class::isInstance)
                .map(Message.class::cast);
    }
}
