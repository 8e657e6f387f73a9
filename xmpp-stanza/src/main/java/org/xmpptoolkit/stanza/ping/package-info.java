/**
 * Pings (XEP-0199): {@link org.xmpptoolkit.stanza.ping.Ping} is the payload of an iq that asks whether an entity is there (section 4).
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:ping", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.ping;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
