package org.xmpptoolkit.errors;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conditions of SASL failures, named as on the wire: {@code INVALID_AUTHZID} is {@code invalid-authzid}. What each is for is
 * told by {@link #meaning()}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-6.5">RFC 6120 section 6.5</a>
 */
public enum SaslFailureCondition {
    ABORTED(true, 1, "The initiating entity gave the attempt up, and this confirms it."),
    ACCOUNT_DISABLED(false, 2, "The account is switched off for the time being."),
    CREDENTIALS_EXPIRED(false, 3, "The credentials are out of date."),
    ENCRYPTION_REQUIRED(false, 4, "The mechanism may be used on an encrypted stream only."),
    INCORRECT_ENCODING(true, 5, "What was sent is no correct base64."),
    INVALID_AUTHZID(true, 6, "The identity to act as is ill-formed, or the initiating entity may not act as it."),
    INVALID_MECHANISM(true, 7, "No mechanism was named, or one that is not supported."),
    MALFORMED_REQUEST(false, 8, "What was sent breaks the syntax of the mechanism, or came where it has no place."),
    MECHANISM_TOO_WEAK(true, 9, "The mechanism is weaker than this service asks of the initiating entity."),
    NOT_AUTHORIZED(true, 10, "The credentials are wrong, or the receiving entity does not care to say why it refuses."),
    TEMPORARY_AUTH_FAILURE(true, 11, "A passing fault of the receiving entity; the attempt may be made again later.");

    private static final Map<String, SaslFailureCondition> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(c -> c.elementName, Function.identity()));

    private final String elementName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final boolean inRfc3920;
    private final int number6120;
    private final String meaning;

    SaslFailureCondition(boolean inRfc3920, int number6120, String meaning) {
        this.inRfc3920 = inRfc3920;
        this.number6120 = number6120;
        this.meaning = meaning;
    }

    /**
     * Finds a condition by its name on the wire.
     *
     * @param elementName the local name of an element in {@link org.xmpptoolkit.core.Namespaces#SASL}
     * @return the condition, or nothing if no RFC defines it
     */
    public static Optional<SaslFailureCondition> ofElementName(String elementName) {
        return Optional.ofNullable(BY_NAME.get(elementName));
    }

    /** The local name of the element that stands for it. */
    public String elementName() {
        return elementName;
    }

    /** What it says, in one English sentence. */
    public String meaning() {
        return meaning;
    }

    /** Whether RFC 3920 defines it. */
    public boolean inRfc3920() {
        return inRfc3920;
    }

    /** Whether RFC 6120 defines it: it defines all of them. */
    public boolean inRfc6120() {
        return true;
    }

    /** The section of RFC 3920 that defines it, if one does. */
    public Optional<String> section3920() {
        return inRfc3920 ? Optional.of("6.4") : Optional.empty();
    }

    /** The section of RFC 6120 that defines it. */
    public Optional<String> section6120() {
        return Optional.of("6.5." + number6120);
    }

    /** The condition to send for this one today: itself, since none of them is obsolete. */
    public SaslFailureCondition canonical() {
        return this;
    }
}
