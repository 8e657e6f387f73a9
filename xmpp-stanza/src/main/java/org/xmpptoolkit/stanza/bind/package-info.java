/**
 * Resource binding: how a client, once it has authenticated, gets the resourcepart of its full JID. Only a stream with a bound
 * resource takes stanzas.
 *
 * <p>{@link org.xmpptoolkit.stanza.bind.Bind} is the payload of the iq that asks, and of the answer. Left out: the negotiation,
 * which streams do.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-7">RFC 6120 section 7</a>
 */
@NullMarked
@XmlSchema(namespace = "urn:ietf:params:xml:ns:xmpp-bind", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.bind;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
