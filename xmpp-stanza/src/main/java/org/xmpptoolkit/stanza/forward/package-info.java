/**
 * Forwarded stanzas (XEP-0297): {@link org.xmpptoolkit.stanza.forward.Forwarded} holds a stanza and when it was sent (section 3).
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:forward:0", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.forward;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
