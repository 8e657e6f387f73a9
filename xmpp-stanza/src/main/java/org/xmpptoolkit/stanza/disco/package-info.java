/**
 * Service discovery: what an entity is and can do, and which other entities belong to it.
 *
 * <p>{@link org.xmpptoolkit.stanza.disco.DiscoInfo} is for the one, {@link org.xmpptoolkit.stanza.disco.DiscoItems} for the
 * other. Forms in an answer are those of XEP-0128.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 sections 3 and 4</a>
 */
@NullMarked
@XmlSchema(namespace = "http://jabber.org/protocol/disco#info", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.disco;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
