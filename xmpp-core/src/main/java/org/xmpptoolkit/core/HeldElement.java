package org.xmpptoolkit.core;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlTransient;
import org.jspecify.annotations.Nullable;

/** Stands in JAXB's sight for an element, or a text, that JAXB is kept away from. */
@XmlRootElement(name = HeldElement.NAME, namespace = HeldElement.NAMESPACE)
@XmlAccessorType(XmlAccessType.FIELD)
final class HeldElement {
    static final String NAMESPACE = "urn:xmpptoolkit:held";
    static final String NAME = "held";

    /** The place of the node in the table of whoever reads or writes. */
    @XmlAttribute
    int ref;

    @XmlTransient
    @Nullable
    XmlNode node;

    HeldElement() {}
}
