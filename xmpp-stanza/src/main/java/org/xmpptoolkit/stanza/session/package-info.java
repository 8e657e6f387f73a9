/**
 * Sessions, which a client had to begin after it had bound a resource, before RFC 6121 dropped them.
 *
 * <p>{@link org.xmpptoolkit.stanza.session.Session} is the payload of the iq that begins one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3921#section-3">RFC 3921 section 3</a>
 */
@NullMarked
@XmlSchema(namespace = "urn:ietf:params:xml:ns:xmpp-session", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.session;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
