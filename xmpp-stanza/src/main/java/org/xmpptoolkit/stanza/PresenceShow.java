package org.xmpptoolkit.stanza;

import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlType;
import java.util.Locale;
import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;

/**
 * How available an entity is; one that is simply available says nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-4.7.2.1">RFC 6121 section 4.7.2.1</a>
 */
@XmlEnum
@XmlType(name = "presenceShow", namespace = Namespaces.CLIENT)
public enum PresenceShow {
    /** Away for a short time. */
    @XmlEnumValue("away")
    AWAY,
    /** Glad to talk. */
    @XmlEnumValue("chat")
    CHAT,
    /** Not to be disturbed. */
    @XmlEnumValue("dnd")
    DND,
    /** Away for a longer time. */
    @XmlEnumValue("xa")
    XA;

    private final String text = name().toLowerCase(Locale.ROOT);

    /**
     * Finds a constant by its text on the wire.
     *
     * @param text the text of {@code <show/>}; white space around it does not count
     * @return the constant, or nothing if there is none of that name
     */
    public static Optional<PresenceShow> parse(String text) {
        String name = text.trim();
        for (PresenceShow one : values()) {
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
