/**
 * Service discovery (XEP-0030): what an entity is and can do, {@link org.xmpptoolkit.stanza.disco.DiscoInfo} (section 3), and which
 * entities belong to it, {@link org.xmpptoolkit.stanza.disco.DiscoItems} (section 4). Forms in an answer are those of XEP-0128.
 */
@NullMarked
@XmlSchema(namespace = "http://jabber.org/protocol/disco#info", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.disco;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
