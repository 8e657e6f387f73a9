/**
 * Delivery receipts: whether a message has come to a client of its recipient.
 *
 * <p>A message asks for one with {@link org.xmpptoolkit.stanza.receipts.ReceiptRequest}, another one gives it with {@link
 * org.xmpptoolkit.stanza.receipts.Receipt}.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0184.html">XEP-0184 section 7</a>
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:receipts", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.receipts;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
