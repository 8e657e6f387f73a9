/**
 * Out-of-band data: the address of a file that is fetched outside of the stream.
 *
 * <p>{@link org.xmpptoolkit.stanza.oob.OobData} stands in a message, {@link org.xmpptoolkit.stanza.oob.OobQuery} in an iq.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0066.html">XEP-0066 sections 2 and 3</a>
 */
@NullMarked
@XmlSchema(namespace = "jabber:x:oob", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.oob;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
