/**
 * Chat states (XEP-0085): what a partner in a conversation is doing. Start at {@link org.xmpptoolkit.stanza.chatstates.ChatState};
 * {@code message.extension(ChatState.class)} finds whichever state a message has (section 5).
 */
@NullMarked
@XmlSchema(namespace = "http://jabber.org/protocol/chatstates", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.chatstates;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
