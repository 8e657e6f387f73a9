/**
 * Stable stanza ids: ids by which the sender of a message, and entities on the way, know it from others for as long as they keep
 * it.
 *
 * <p>{@link org.xmpptoolkit.stanza.stableids.StanzaId} is given by an entity on the way, {@link
 * org.xmpptoolkit.stanza.stableids.OriginId} by the sender. Left out: whom to trust (section 5).
 *
 * @see <a href="https://xmpp.org/extensions/xep-0359.html">XEP-0359 sections 3.1 and 3.2</a>
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:sid:0", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.stableids;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
