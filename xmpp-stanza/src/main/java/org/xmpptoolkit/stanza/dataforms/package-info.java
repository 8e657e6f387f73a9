/**
 * Data forms: forms to fill in, what was filled in, and data that is told in the same way. Other protocols put them into their
 * own elements.
 *
 * <p>Start at {@link org.xmpptoolkit.stanza.dataforms.DataForm}. What other specifications put into forms and fields, media and
 * validation among them, is kept as it is.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3</a>
 */
@NullMarked
@XmlSchema(namespace = "jabber:x:data", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.dataforms;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
