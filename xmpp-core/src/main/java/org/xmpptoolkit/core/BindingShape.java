package org.xmpptoolkit.core;

import java.util.Map;
import java.util.function.Supplier;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;

/**
 * What an element of a bound class may hold.
 *
 * @param attributes the attributes it knows
 * @param anyAttribute whether it takes others as well
 * @param children the child elements it knows
 * @param wildcard what becomes of others
 * @param hasText whether it takes text
 * @param text which text it takes
 */
record BindingShape(
        Map<QName, Leaf> attributes,
        boolean anyAttribute,
        Map<QName, Child> children,
        Wildcard wildcard,
        boolean hasText,
        Leaf text) {
    /** Judges nothing. */
    static final BindingShape ANYTHING = new BindingShape(Map.of(), true, Map.of(), Wildcard.OPEN, true, value -> true);

    /** What becomes of a child element that is not known. */
    enum Wildcard {
        /** It has no place. */
        NONE,
        /** JAXB reads it. */
        OPEN,
        /** It is kept away from JAXB. */
        HELD,
        /** It is kept away from JAXB, and so is text. */
        HELD_WITH_TEXT
    }

    /** The texts that an attribute or an element of simple content may have. */
    interface Leaf {
        boolean allows(String value);

        /** The text to give to JAXB, which takes the white space around numbers off by itself, but not that around names. */
        default String read(String value) {
            return value;
        }
    }

    /**
     * A child element.
     *
     * @param slot the field it goes to
     * @param repeatable whether the field takes several
     * @param shape what it may hold itself
     */
    record Child(String slot, boolean repeatable, Supplier<BindingShape> shape) {}

    /** Whether an attribute that is not known goes to the class: those of XML Schema's instances JAXB keeps for itself. */
    boolean takesOther(XmlAttribute attribute) {
        return anyAttribute
                && (this == ANYTHING || !attribute.namespace().equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI));
    }

    /** An element with text only. */
    static BindingShape ofText(Leaf text) {
        return new BindingShape(Map.of(), false, Map.of(), Wildcard.NONE, true, text);
    }
}
