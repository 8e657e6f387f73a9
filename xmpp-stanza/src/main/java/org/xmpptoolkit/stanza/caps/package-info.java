/**
 * Entity capabilities: presence tells the hash of what an entity can do, so that whoever has seen the hash before need not ask.
 *
 * <p>{@link org.xmpptoolkit.stanza.caps.EntityCaps} is the payload of presence; {@link org.xmpptoolkit.stanza.caps.CapsHash}
 * makes the hash. Left out: the cache.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0115.html">XEP-0115 sections 4 and 5</a>
 */
@NullMarked
@XmlSchema(namespace = "http://jabber.org/protocol/caps", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.caps;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
