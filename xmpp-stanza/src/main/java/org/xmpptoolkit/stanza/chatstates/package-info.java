/**
 * Chat states: what a partner in a conversation is doing, in a message with a body or in one of its own.
 *
 * <p>Start at {@link org.xmpptoolkit.stanza.chatstates.ChatState}; {@code message.extension(ChatState.class)} finds whichever
 * state a message has.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0085.html">XEP-0085 section 2</a>
 */
@NullMarked
@XmlSchema(namespace = "http://jabber.org/protocol/chatstates", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.chatstates;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
