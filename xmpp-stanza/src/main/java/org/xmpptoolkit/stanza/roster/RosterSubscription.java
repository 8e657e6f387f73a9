package org.xmpptoolkit.stanza.roster;

import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import java.util.Locale;
import java.util.Optional;

/**
 * Who sees whose presence; seen from the account that the roster belongs to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-2.1.2.5">RFC 6121 section 2.1.2.5</a>
 */
@XmlEnum
public enum RosterSubscription {
    /** Neither sees the other. */
    @XmlEnumValue("none")
    NONE,
    /** The account sees the contact. */
    @XmlEnumValue("to")
    TO,
    /** The contact sees the account. */
    @XmlEnumValue("from")
    FROM,
    /** Each sees the other. */
    @XmlEnumValue("both")
    BOTH,
    /** The item is to be removed, or has been. */
    @XmlEnumValue("remove")
    REMOVE;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /**
     * Finds a constant by its text on the wire.
     *
     * @param text the value of the attribute {@code subscription}; white space around it does not count
     * @return the constant, or nothing if there is none of that name
     */
    public static Optional<RosterSubscription> parse(String text) {
        String name = text.trim();
        for (RosterSubscription one : values()) {
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
