/**
 * Data forms (XEP-0004): forms to fill in, and what was filled in. Start at {@link org.xmpptoolkit.stanza.dataforms.DataForm}
 * (section 3). What other specifications put into forms and fields, media and validation among them, is kept as it is.
 */
@NullMarked
@XmlSchema(namespace = "jabber:x:data", elementFormDefault = XmlNsForm.QUALIFIED)
package org.xmpptoolkit.stanza.dataforms;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
