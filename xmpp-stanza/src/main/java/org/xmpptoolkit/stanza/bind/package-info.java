/**
 * Resource binding (RFC 6120 section 7): {@link org.xmpptoolkit.stanza.bind.Bind} is the payload of the iq that asks for a resource,
 * and of the answer. Left out: the negotiation, which streams do.
 */
@NullMarked
@XmlSchema(namespace = "urn:ietf:params:xml:ns:xmpp-bind", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.bind;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
