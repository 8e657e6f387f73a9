package org.xmpptoolkit.core;

/**
 * Something in an element that a model has no place for. The rest of the element is bound all the same.
 *
 * @param path where it stands, from the element that was bound: {@code message/thread[2]}, {@code iq/@type},
 *     {@code presence/text()}
 * @param kind what is wrong with it
 * @param value its text: of the attribute, of the element, or the text itself; for an unknown element its expanded name. Three
 *     asterisks where it may be a credential, as {@link XmlElement#toString} shows it
 */
public record BindingProblem(String path, Kind kind, String value) {
    /** What can be wrong. */
    public enum Kind {
        /** An attribute that the model does not know. */
        UNKNOWN_ATTRIBUTE,
        /** An element that the model does not know, where it allows no others. */
        UNKNOWN_ELEMENT,
        /** A second one of what may be there once. */
        REPEATED,
        /** A value outside those allowed: an unknown name, a number out of range, an ill-formed address. */
        BAD_VALUE,
        /** Text where none is allowed. */
        STRAY_TEXT,
        /** Something that has to be there and is not. */
        MISSING
    }
}
