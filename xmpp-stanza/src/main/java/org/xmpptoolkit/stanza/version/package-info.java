/**
 * Software versions (XEP-0092): {@link org.xmpptoolkit.stanza.version.SoftwareVersion} asks for one, and tells it (section 2).
 */
@NullMarked
@XmlSchema(namespace = "jabber:iq:version", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.version;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
