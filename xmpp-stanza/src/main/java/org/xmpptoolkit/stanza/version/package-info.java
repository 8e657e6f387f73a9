/**
 * Software versions: which software an entity runs.
 *
 * <p>{@link org.xmpptoolkit.stanza.version.SoftwareVersion} asks for it, and tells it.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0092.html">XEP-0092 section 2</a>
 */
@NullMarked
@XmlSchema(namespace = "jabber:iq:version", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.version;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
