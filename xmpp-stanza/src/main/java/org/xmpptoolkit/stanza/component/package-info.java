/**
 * Components (XEP-0114): {@link org.xmpptoolkit.stanza.component.Handshake} is what a component proves with that it knows the secret
 * (section 3). It is no payload of a stanza, but stands alone in the stream.
 */
@NullMarked
@XmlSchema(namespace = "jabber:component:accept", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.component;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
