package org.xmpptoolkit.errors;

import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlType;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;

/**
 * What the sender of a stanza can do about the error, the {@code type} of {@code <error/>}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.3.2">RFC 6120 section 8.3.2</a>
 */
@XmlEnum
@XmlType(name = "stanzaErrorType", namespace = Namespaces.STANZA_ERRORS)
public enum StanzaErrorType {
    /** Try again with credentials. */
    @XmlEnumValue("auth")
    AUTH,
    /** Do not try again. */
    @XmlEnumValue("cancel")
    CANCEL,
    /** Go on: it was a warning only. */
    @XmlEnumValue("continue")
    CONTINUE,
    /** Try again with other data. */
    @XmlEnumValue("modify")
    MODIFY,
    /** Try again later. */
    @XmlEnumValue("wait")
    WAIT;

    private final String text = name().toLowerCase(Locale.ROOT);

    /**
     * Finds a type by its text on the wire.
     *
     * @param text the value of the attribute, in lower case as on the wire; white space around it does not count
     * @return the type, or nothing if there is none of that name
     */
    public static Optional<StanzaErrorType> parse(String text) {
        Objects.requireNonNull(text, "text");
        String name = text.trim();
        for (StanzaErrorType type : values()) {
            if (type.text.equals(name)) {
                return Optional.of(type);
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
