package org.xmpptoolkit.examples.mailgateway;

import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;

/**
 * What is kept of a mail that became a message, for the case that the message comes back.
 *
 * @param messageId its Message-ID with the angle brackets; empty if it has none that could be written again
 * @param sender the mail address to tell; empty if nobody is to be told: a mail about a mail must not lead to a third
 * @param subject its subject
 * @param recipient the bare address of the user whom the message was for
 */
record Origin(String messageId, String sender, String subject, String recipient) {
    static final String NAMESPACE = "urn:xmpptoolkit:example:mail-gateway";
    static final String NAME = "mail";

    /** The same, of which nobody is to be told any more. */
    Origin withoutSender() {
        return new Origin(messageId, "", subject, recipient);
    }

    XmlElement toElement() {
        return XmlElement.builder(NAMESPACE, NAME)
                .attribute("id", messageId)
                .attribute("sender", sender)
                .attribute("subject", subject)
                .attribute("recipient", recipient)
                .build();
    }

    static Optional<Origin> of(XmlElement element) {
        return element.is(NAMESPACE, NAME)
                ? Optional.of(new Origin(
                        element.attribute("id").orElse(""),
                        element.attribute("sender").orElse(""),
                        element.attribute("subject").orElse(""),
                        element.attribute("recipient").orElse("")))
                : Optional.empty();
    }
}
