/**
 * Message carbons: copies of what the other resources of an account send and receive, so that each of them has the whole
 * conversation.
 *
 * <p>A client turns them on with {@link org.xmpptoolkit.stanza.carbons.CarbonsEnable}; {@code message.extension(Carbon.class)}
 * finds a copy in a message. Left out: whom to trust. Take a carbon from no one but the own account (section 11).
 *
 * @see <a href="https://xmpp.org/extensions/xep-0280.html">XEP-0280 sections 7 and 8</a>
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:carbons:2", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.carbons;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
