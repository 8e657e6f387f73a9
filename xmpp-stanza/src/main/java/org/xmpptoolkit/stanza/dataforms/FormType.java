package org.xmpptoolkit.stanza.dataforms;

import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import java.util.Locale;
import java.util.Optional;

/**
 * What a form is for.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.1</a>
 */
@XmlEnum
public enum FormType {
    /** To be filled in. */
    @XmlEnumValue("form")
    FORM,
    /** Filled in. */
    @XmlEnumValue("submit")
    SUBMIT,
    /** Not filled in: whoever was asked does not want to. */
    @XmlEnumValue("cancel")
    CANCEL,
    /** Data that is told, for instance the result of a search. */
    @XmlEnumValue("result")
    RESULT;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /**
     * Finds a constant by its text on the wire.
     *
     * @param text the value of the attribute {@code type}; white space around it does not count
     * @return the constant, or nothing if there is none of that name
     */
    public static Optional<FormType> parse(String text) {
        String name = text.trim();
        for (FormType one : values()) {
            if (one.text.equals(name)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** The text on the wire. */
    @Override
    public String toString() {
        return text;
    }
}
