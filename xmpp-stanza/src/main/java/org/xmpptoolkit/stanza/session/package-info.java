/**
 * The session of RFC 3921 section 3, a step that has no effect today: {@link org.xmpptoolkit.stanza.session.Session} is what old
 * clients ask for.
 */
@NullMarked
@XmlSchema(namespace = "urn:ietf:params:xml:ns:xmpp-session", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.session;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
