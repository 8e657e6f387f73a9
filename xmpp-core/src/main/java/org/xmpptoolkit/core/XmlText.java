package org.xmpptoolkit.core;

/**
 * A run of character data inside an element. Neighbouring runs are always joined; CDATA sections are text like any other.
 *
 * @param value the characters, never empty, none of them forbidden by XML 1.0
 */
public record XmlText(String value) implements XmlNode {
    /**
     * Checks the characters.
     *
     * @param value the characters themselves, without escapes
     * @throws IllegalArgumentException if the text is empty or has a character that XML 1.0 forbids (section 2.2)
     */
    public XmlText {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("empty text is no node: leave it out");
        }
        XmlChars.requireText(value, "text");
    }

    /** How long it is: a text does not know whether it stands in an element that holds a secret, as {@link XmlElement#toString} does. */
    @Override
    public String toString() {
        return "XmlText[" + value.length() + " UTF-16 units]";
    }
}
