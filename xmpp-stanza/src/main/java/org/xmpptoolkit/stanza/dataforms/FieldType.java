package org.xmpptoolkit.stanza.dataforms;

import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import java.util.Locale;
import java.util.Optional;

/**
 * What may be filled in to a field.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.3</a>
 */
@XmlEnum
public enum FieldType {
    /** Yes or no. */
    @XmlEnumValue("boolean")
    BOOLEAN,
    /** Nothing: a text to be read. */
    @XmlEnumValue("fixed")
    FIXED,
    /** Nothing, and it is not shown. */
    @XmlEnumValue("hidden")
    HIDDEN,
    /** Addresses. */
    @XmlEnumValue("jid-multi")
    JID_MULTI,
    /** An address. */
    @XmlEnumValue("jid-single")
    JID_SINGLE,
    /** Some of the options. */
    @XmlEnumValue("list-multi")
    LIST_MULTI,
    /** One of the options. */
    @XmlEnumValue("list-single")
    LIST_SINGLE,
    /** Lines of text. */
    @XmlEnumValue("text-multi")
    TEXT_MULTI,
    /** A line of text that is not shown, for instance a password. */
    @XmlEnumValue("text-private")
    TEXT_PRIVATE,
    /** A line of text. */
    @XmlEnumValue("text-single")
    TEXT_SINGLE;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /**
     * Finds a constant by its text on the wire.
     *
     * @param text the value of the attribute {@code type}; white space around it does not count
     * @return the constant, or nothing if there is none of that name
     */
    public static Optional<FieldType> parse(String text) {
        String name = text.trim();
        for (FieldType one : values()) {
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
