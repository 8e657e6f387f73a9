/**
 * Message carbons (XEP-0280): copies of what the other resources of an account send and receive. A client turns them on with {@link
 * org.xmpptoolkit.stanza.carbons.CarbonsEnable} (section 4); {@code message.extension(Carbon.class)} finds a copy in a message
 * (sections 6 and 7). Left out: whom to trust. Take a carbon from no one but the own account (section 11).
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:carbons:2", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.carbons;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
