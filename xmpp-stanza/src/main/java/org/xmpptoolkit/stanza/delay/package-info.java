/**
 * Delayed delivery: when a stanza was sent that could not be delivered at once.
 *
 * <p>{@link org.xmpptoolkit.stanza.delay.Delay} is the payload that tells it.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0203.html">XEP-0203 section 2</a>
 */
@NullMarked
@XmlSchema(namespace = "urn:xmpp:delay", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.delay;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
