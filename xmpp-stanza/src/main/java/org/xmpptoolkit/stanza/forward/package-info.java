/**
 * Forwarded stanzas: a stanza that is passed on as it was, and when it was sent. Carbons and archives use it.
 *
 * <p>{@link org.xmpptoolkit.stanza.forward.Forwarded} holds the stanza.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0297.html">XEP-0297 section 3</a>
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:forward:0", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.forward;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
