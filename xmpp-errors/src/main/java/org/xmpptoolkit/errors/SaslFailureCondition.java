package org.xmpptoolkit.errors;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;

/**
 * The conditions of SASL failures, named as on the wire: {@code INVALID_AUTHZID} is {@code invalid-authzid}. RFC 6120 defines all of
 * them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-6.5">RFC 6120 section 6.5</a>
 */
public enum SaslFailureCondition implements ErrorCondition {
    /** The initiating entity gave the attempt up, and this confirms it. */
    ABORTED(true, 1, "abort"),
    /** The account is switched off for the time being. */
    ACCOUNT_DISABLED(false, 2, "auth", "response"),
    /** The credentials are out of date. */
    CREDENTIALS_EXPIRED(false, 3, "response", "auth"),
    /** The mechanism may be used on an encrypted stream only. */
    ENCRYPTION_REQUIRED(false, 4, "auth"),
    /** What was sent is no correct base64. */
    INCORRECT_ENCODING(true, 5, "response", "auth"),
    /** The identity to act as is ill-formed, or the initiating entity may not act as it. */
    INVALID_AUTHZID(true, 6, "response", "auth"),
    /** No mechanism was named, or one that is not supported. */
    INVALID_MECHANISM(true, 7, "auth"),
    /** What was sent breaks the syntax of the mechanism, or came where it has no place. */
    MALFORMED_REQUEST(false, 8, "abort", "auth", "challenge", "response"),
    /** The mechanism is weaker than this service asks of the initiating entity. */
    MECHANISM_TOO_WEAK(true, 9, "auth"),
    /** The credentials are wrong, or the receiving entity does not care to say why it refuses. */
    NOT_AUTHORIZED(true, 10, "response", "auth"),
    /** A passing fault of the receiving entity; the attempt may be made again later. */
    TEMPORARY_AUTH_FAILURE(true, 11, "auth", "response");

    static final ConditionSet<SaslFailureCondition> ALL = ConditionSet.of(Namespaces.SASL, NOT_AUTHORIZED);

    private final String elementName = ConditionSet.elementName(this);
    private final boolean inRfc3920;
    private final int number6120;
    private final List<String> inReplyTo;

    SaslFailureCondition(boolean inRfc3920, int number6120, String... inReplyTo) {
        this.inRfc3920 = inRfc3920;
        this.number6120 = number6120;
        this.inReplyTo = List.of(inReplyTo);
    }

    /**
     * Finds a condition by its name on the wire.
     *
     * @param elementName the local name of an element in {@link Namespaces#SASL}
     * @return the condition, or nothing if no RFC defines it
     */
    public static Optional<SaslFailureCondition> ofElementName(String elementName) {
        return ALL.named(elementName);
    }

    @Override
    public String namespace() {
        return ALL.namespace();
    }

    @Override
    public String elementName() {
        return elementName;
    }

    @Override
    public String meaning() {
        return Meanings.of(this);
    }

    @Override
    public ErrorSender sentBy() {
        return ErrorSender.RECEIVING_ENTITY;
    }

    @Override
    public Optional<String> section3920() {
        return inRfc3920 ? Optional.of("6.4") : Optional.empty();
    }

    @Override
    public Optional<String> section6120() {
        return Optional.of("6.5." + number6120);
    }

    /**
     * {@return what the receiving entity answers with it: the local names of {@code auth}, {@code challenge}, {@code response} and
     * {@code abort}, as RFC 6120 section 6.5 gives them}
     */
    public List<String> inReplyTo() {
        return inReplyTo;
    }

    /** Itself, since RFC 6120 has dropped none. */
    @Override
    public SaslFailureCondition canonical() {
        return this;
    }
}
