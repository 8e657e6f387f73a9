package org.xmpptoolkit.examples.mailgateway;

import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;

/**
 * What is kept of a mail that became a message, for the case that the message comes back.
 *
 * @param messageId its Message-ID with the angle brackets; empty if it has none that could be written again
 * @param sender the mail address to tell; empty if nobody is to be told: a mail about a mail must not lead to a third
 * @param subject its subject
 */
record Origin(String messageId, String sender, String subject) {
    static final String NAMESPACE = "urn:xmpptoolkit:example:mail-gateway";

    XmlElement toElement() {
        return XmlElement.builder(NAMESPACE, "mail")
                .attribute("id", messageId)
                .attribute("sender", sender)
                .attribute("subject", subject)
                .build();
    }

    static Optional<Origin> of(XmlElement element) {
        return element.is(NAMESPACE, "mail")
                ? Optional.of(new Origin(
                        element.attribute("id").orElse(""),
                        element.attribute("sender").orElse(""),
                        element.attribute("subject").orElse("")))
                : Optional.empty();
    }
}
