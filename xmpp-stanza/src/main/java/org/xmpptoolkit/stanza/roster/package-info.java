/**
 * The roster of an account: the contacts that the server keeps for it, their names and groups, and who of them sees whose
 * presence.
 *
 * <p>Start at {@link org.xmpptoolkit.stanza.roster.Roster}, the payload of the iq that asks for a roster or changes it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-2">RFC 6121 section 2</a>
 */
@NullMarked
@XmlSchema(namespace = "jabber:iq:roster", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.roster;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
