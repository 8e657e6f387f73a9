/**
 * Correction of the last message: a message takes the place of one that was sent before.
 *
 * <p>{@link org.xmpptoolkit.stanza.correct.Replace} names the message that is replaced.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0308.html">XEP-0308 section 4</a>
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:message-correct:0", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.correct;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
