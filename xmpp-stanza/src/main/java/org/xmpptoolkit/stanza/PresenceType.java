package org.xmpptoolkit.stanza;

import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;

/**
 * What a presence stanza asks for or tells; one without type tells that its sender is available.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-4.7.1">RFC 6121 section 4.7.1</a>
 */
@XmlEnum
@XmlType(name = "presenceType", namespace = Namespaces.CLIENT)
public enum PresenceType {
    /** An answer to a presence stanza that was not processed. */
    @XmlEnumValue("error")
    ERROR,
    /** A server asks for the presence of a contact. */
    @XmlEnumValue("probe")
    PROBE,
    /** The sender asks to see the presence of the recipient. */
    @XmlEnumValue("subscribe")
    SUBSCRIBE,
    /** The recipient may see the presence of the sender. */
    @XmlEnumValue("subscribed")
    SUBSCRIBED,
    /** The sender is not available any more. */
    @XmlEnumValue("unavailable")
    UNAVAILABLE,
    /** The sender does not want to see the presence of the recipient any more. */
    @XmlEnumValue("unsubscribe")
    UNSUBSCRIBE,
    /** The recipient may not see the presence of the sender, or not any more. */
    @XmlEnumValue("unsubscribed")
    UNSUBSCRIBED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /**
     * Finds a constant by its text on the wire.
     *
     * @param text the value of the attribute {@code type}; white space around it does not count
     * @return the constant, or nothing if there is none of that name
     */
    public static Optional<PresenceType> parse(String text) {
        String name = text.trim();
        for (PresenceType one : values()) {
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

    /** Lets JAXB and its schemas see the constants where the model keeps any text. */
    static final class Adapter extends XmlAdapter<PresenceType, @Nullable String> {
        @Override
        public @Nullable String unmarshal(@Nullable PresenceType type) {
            return type == null ? null : type.toString();
        }

        @Override
        public @Nullable PresenceType marshal(@Nullable String text) {
            return text == null ? null : parse(text).orElse(null);
        }
    }
}
