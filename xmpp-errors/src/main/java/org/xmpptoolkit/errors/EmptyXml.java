package org.xmpptoolkit.errors;

import jakarta.xml.bind.annotation.XmlType;
import org.xmpptoolkit.core.Namespaces;

/** An element without content: its name says all. */
@XmlType(name = "empty", namespace = Namespaces.STREAM_ERRORS)
@jakarta.xml.bind.annotation.XmlAccessorType(jakarta.xml.bind.annotation.XmlAccessType.FIELD)
final class EmptyXml {
    EmptyXml() {}
}
