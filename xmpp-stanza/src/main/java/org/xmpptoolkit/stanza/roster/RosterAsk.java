package org.xmpptoolkit.stanza.roster;

import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import java.util.Locale;
import java.util.Optional;

/**
 * What the account has asked the contact for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-2.1.2.2">RFC 6121 section 2.1.2.2</a>
 */
@XmlEnum
public enum RosterAsk {
    /** To see its presence. */
    @XmlEnumValue("subscribe")
    SUBSCRIBE,
    /** No longer to see its presence; servers of RFC 3921 say so. */
    @XmlEnumValue("unsubscribe")
    UNSUBSCRIBE;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /**
     * Finds a constant by its text on the wire.
     *
     * @param text the value of the attribute {@code ask}; white space around it does not count
     * @return the constant, or nothing if there is none of that name
     */
    public static Optional<RosterAsk> parse(String text) {
        String name = text.trim();
        for (RosterAsk one : values()) {
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
