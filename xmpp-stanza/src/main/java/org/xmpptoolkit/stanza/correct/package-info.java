/**
 * Correction of the last message (XEP-0308): {@link org.xmpptoolkit.stanza.correct.Replace} names the message that another one replaces
 * (section 4).
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:message-correct:0", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.correct;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
