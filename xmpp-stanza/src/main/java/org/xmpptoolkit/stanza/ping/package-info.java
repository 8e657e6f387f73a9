/**
 * Pings: whether an entity, or the way to it, is there.
 *
 * <p>{@link org.xmpptoolkit.stanza.ping.Ping} is the payload of the iq that asks.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0199.html">XEP-0199 section 4</a>
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:ping", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.ping;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
