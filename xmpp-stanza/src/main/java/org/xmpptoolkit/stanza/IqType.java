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
 * What an iq stanza is for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3">RFC 6120 section 8.2.3</a>
 */
@XmlEnum
@XmlType(name = "iqType", namespace = Namespaces.CLIENT)
public enum IqType {
    /** The answer to a request that was not processed. */
    @XmlEnumValue("error")
    ERROR,
    /** A request for something. */
    @XmlEnumValue("get")
    GET,
    /** The answer to a request that was processed. */
    @XmlEnumValue("result")
    RESULT,
    /** A request to change something. */
    @XmlEnumValue("set")
    SET;

    private final String text = name().toLowerCase(Locale.ROOT);

    /**
     * Finds a constant by its text on the wire.
     *
     * @param text the value of the attribute {@code type}; white space around it does not count
     * @return the constant, or nothing if there is none of that name
     */
    public static Optional<IqType> parse(String text) {
        String name = text.trim();
        for (IqType one : values()) {
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
    static final class Adapter extends XmlAdapter<IqType, @Nullable String> {
        @Override
        public @Nullable String unmarshal(@Nullable IqType type) {
            return type == null ? null : type.toString();
        }

        @Override
        public @Nullable IqType marshal(@Nullable String text) {
            return text == null ? null : parse(text).orElse(null);
        }
    }
}
