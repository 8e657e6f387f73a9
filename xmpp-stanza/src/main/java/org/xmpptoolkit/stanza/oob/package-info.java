/**
 * Out-of-band data (XEP-0066): the address of a file. {@link org.xmpptoolkit.stanza.oob.OobData} stands in a message (section 3), {@link
 * org.xmpptoolkit.stanza.oob.OobQuery} in an iq (section 2).
 */
@NullMarked
@XmlSchema(namespace = "jabber:x:oob", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.oob;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
