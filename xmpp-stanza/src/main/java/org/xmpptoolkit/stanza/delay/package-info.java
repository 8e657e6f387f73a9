/**
 * Delayed delivery (XEP-0203): {@link org.xmpptoolkit.stanza.delay.Delay} tells when a stanza was sent first (section 2).
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:delay", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.delay;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
