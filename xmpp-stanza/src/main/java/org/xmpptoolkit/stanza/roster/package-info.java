/**
 * The roster: the entities that an account knows (RFC 6121 section 2).
 *
 * <p>Start at {@link org.xmpptoolkit.stanza.roster.Roster}, the payload of an iq, and {@link
 * org.xmpptoolkit.stanza.roster.RosterItem}. Left out: what a server or client does with them (RFC 6121 sections 2 and 3).
 */
@NullMarked
@XmlSchema(namespace = "jabber:iq:roster", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.roster;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
