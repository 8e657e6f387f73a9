/**
 * Stable stanza ids (XEP-0359): {@link org.xmpptoolkit.stanza.stableids.StanzaId} is given by an entity on the way, {@link
 * org.xmpptoolkit.stanza.stableids.OriginId} by the sender (section 3). Left out: whom to trust (section 5).
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:sid:0", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.stableids;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
