/**
 * Delivery receipts (XEP-0184): a message asks for one with {@link org.xmpptoolkit.stanza.receipts.ReceiptRequest}, another one gives it
 * with {@link org.xmpptoolkit.stanza.receipts.Receipt} (section 5).
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:receipts", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.receipts;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
