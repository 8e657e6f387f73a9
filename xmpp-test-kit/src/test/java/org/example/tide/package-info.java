/** Models as a user of the toolkit writes them: what docs/extensions.md and docs/schemas.md show. */
@NullMarked
@XmlSchema(namespace = "urn:example:tide", elementFormDefault = XmlNsForm.QUALIFIED)
package org.example.tide;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
