/**
 * Entity capabilities (XEP-0115): presence tells the hash of what an entity can do, so that it need be asked once. Start at {@link
 * org.xmpptoolkit.stanza.caps.EntityCaps}, the payload of presence (section 4); {@link org.xmpptoolkit.stanza.caps.CapsHash} makes the
 * hash (section 5). Left out: the cache.
 */
@NullMarked
@XmlSchema(namespace = "http://jabber.org/protocol/caps", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.caps;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
