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
 * What kind of conversation a message belongs to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-5.2.2">RFC 6121 section 5.2.2</a>
 */
@XmlEnum
@XmlType(name = "messageType", namespace = Namespaces.CLIENT)
public enum MessageType {
    /** A conversation of two. */
    @XmlEnumValue("chat")
    CHAT,
    /** An answer to a message that was not processed. */
    @XmlEnumValue("error")
    ERROR,
    /** A conversation of many. */
    @XmlEnumValue("groupchat")
    GROUPCHAT,
    /** A notice that expects no answer. */
    @XmlEnumValue("headline")
    HEADLINE,
    /** A single message; what one without or of unknown type is taken for. */
    @XmlEnumValue("normal")
    NORMAL;

    private final String text = name().toLowerCase(Locale.ROOT);

    /**
     * Finds a constant by its text on the wire.
     *
     * @param text the value of the attribute {@code type}; white space around it does not count
     * @return the constant, or nothing if there is none of that name
     */
    public static Optional<MessageType> parse(String text) {
        String name = text.trim();
        for (MessageType one : values()) {
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
    static final class Adapter extends XmlAdapter<MessageType, @Nullable String> {
        @Override
        public @Nullable String unmarshal(@Nullable MessageType type) {
            return type == null ? null : type.toString();
        }

        @Override
        public @Nullable MessageType marshal(@Nullable String text) {
            return text == null ? null : parse(text).orElse(null);
        }
    }
}
