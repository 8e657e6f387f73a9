package org.xmpptoolkit.errors;

import static org.xmpptoolkit.errors.ErrorSender.ANY_ENTITY;
import static org.xmpptoolkit.errors.ErrorSender.SERVER;
import static org.xmpptoolkit.errors.StanzaErrorType.AUTH;
import static org.xmpptoolkit.errors.StanzaErrorType.CANCEL;
import static org.xmpptoolkit.errors.StanzaErrorType.MODIFY;
import static org.xmpptoolkit.errors.StanzaErrorType.WAIT;

import java.util.Optional;
import java.util.OptionalInt;
import org.xmpptoolkit.core.Namespaces;

/**
 * The conditions of stanza errors, named as on the wire: {@code ITEM_NOT_FOUND} is {@code item-not-found}. Those of RFC 6120
 * section 8.3.3, and the one of RFC 3920 section 9.3.3 that RFC 6120 dropped.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.3.3">RFC 6120 section 8.3.3</a>
 */
public enum StanzaErrorCondition implements ErrorCondition {
    /** The stanza breaks its schema, or cannot be processed for another fault of its own. */
    BAD_REQUEST(true, 1, ANY_ENTITY, MODIFY, 400),
    /** The name or address asked for is taken. */
    CONFLICT(true, 2, ANY_ENTITY, CANCEL, 409),
    /** The namespace is known here, and this part of it is not implemented. */
    FEATURE_NOT_IMPLEMENTED(true, 3, ANY_ENTITY, CANCEL, 501),
    /** The sender lacks the permission for this. */
    FORBIDDEN(true, 4, ANY_ENTITY, AUTH, 403),
    /** The recipient is not at this address any more; the condition may hold the new URI. */
    GONE(true, 5, ANY_ENTITY, CANCEL, 302),
    /** A fault of the server itself keeps it from processing the stanza. */
    INTERNAL_SERVER_ERROR(true, 6, SERVER, CANCEL, 500),
    /** The address or item asked for does not exist. */
    ITEM_NOT_FOUND(true, 7, ANY_ENTITY, CANCEL, 404),
    /** An address in the stanza breaks the rules of addresses. */
    JID_MALFORMED(true, 8, ANY_ENTITY, MODIFY, 400),
    /** The stanza is understood and does not meet the criteria of the recipient. */
    NOT_ACCEPTABLE(true, 9, ANY_ENTITY, MODIFY, 406),
    /** Nobody may do this here. */
    NOT_ALLOWED(true, 10, ANY_ENTITY, CANCEL, 405),
    /** The sender has to prove who it is first, or has failed to. */
    NOT_AUTHORIZED(true, 11, ANY_ENTITY, AUTH, 401),
    /** The sender has to pay first. RFC 3920 only. */
    PAYMENT_REQUIRED(true, 0, ANY_ENTITY, AUTH, 402),
    /** A rule of this service was broken, for instance a limit of size or rate. */
    POLICY_VIOLATION(false, 12, SERVER, MODIFY, 0),
    /** The recipient is away for now. */
    RECIPIENT_UNAVAILABLE(true, 13, SERVER, WAIT, 404),
    /** The recipient is elsewhere for now, at the URI that the condition holds. */
    REDIRECT(true, 14, ANY_ENTITY, MODIFY, 302),
    /** The sender has to register first. */
    REGISTRATION_REQUIRED(true, 15, ANY_ENTITY, AUTH, 407),
    /** The domain of the recipient does not exist or cannot be resolved. */
    REMOTE_SERVER_NOT_FOUND(true, 16, SERVER, CANCEL, 404),
    /** The domain of the recipient resolves, but no stream to it came about in time. */
    REMOTE_SERVER_TIMEOUT(true, 17, SERVER, WAIT, 504),
    /** The server or the recipient lacks the means to serve this now. */
    RESOURCE_CONSTRAINT(true, 18, ANY_ENTITY, WAIT, 500),
    /** This service is not offered here. */
    SERVICE_UNAVAILABLE(true, 19, ANY_ENTITY, CANCEL, 503),
    /** The sender has to subscribe first. */
    SUBSCRIPTION_REQUIRED(true, 20, ANY_ENTITY, AUTH, 407),
    /** None of the others; an application-specific condition should say more. */
    UNDEFINED_CONDITION(true, 21, ANY_ENTITY, CANCEL, 500),
    /** The stanza is understood and was not expected at this moment. */
    UNEXPECTED_REQUEST(true, 22, ANY_ENTITY, WAIT, 400);

    static final ConditionSet<StanzaErrorCondition> ALL =
            ConditionSet.of(Namespaces.STANZA_ERRORS, UNDEFINED_CONDITION);

    private final String elementName = ConditionSet.elementName(this);
    private final boolean inRfc3920;
    private final int number6120;
    private final ErrorSender sentBy;
    private final StanzaErrorType defaultType;
    private final int legacyCode;

    StanzaErrorCondition(
            boolean inRfc3920, int number6120, ErrorSender sentBy, StanzaErrorType defaultType, int legacyCode) {
        this.inRfc3920 = inRfc3920;
        this.number6120 = number6120;
        this.sentBy = sentBy;
        this.defaultType = defaultType;
        this.legacyCode = legacyCode;
    }

    /**
     * Finds a condition by its name on the wire.
     *
     * @param elementName the local name of an element in {@link Namespaces#STANZA_ERRORS}
     * @return the condition, or nothing if no RFC defines it
     */
    public static Optional<StanzaErrorCondition> ofElementName(String elementName) {
        return ALL.named(elementName);
    }

    /**
     * Finds the condition that a code of the time before XMPP stands for (XEP-0086 section 3). Where a code stands for several,
     * it is the one that needs no closer knowledge, for instance {@code bad-request} for 400.
     *
     * @param code the value of the attribute {@code code}
     * @return the condition, or nothing if the code is not known
     */
    public static Optional<StanzaErrorCondition> ofLegacyCode(int code) {
        return Optional.ofNullable(
                switch (code) {
                    case 302 -> REDIRECT;
                    case 400 -> BAD_REQUEST;
                    case 401 -> NOT_AUTHORIZED;
                    case 402 -> PAYMENT_REQUIRED;
                    case 403 -> FORBIDDEN;
                    case 404 -> ITEM_NOT_FOUND;
                    case 405 -> NOT_ALLOWED;
                    case 406 -> NOT_ACCEPTABLE;
                    case 407 -> REGISTRATION_REQUIRED;
                    case 408, 504 -> REMOTE_SERVER_TIMEOUT;
                    case 409 -> CONFLICT;
                    case 500 -> INTERNAL_SERVER_ERROR;
                    case 501 -> FEATURE_NOT_IMPLEMENTED;
                    case 502, 503, 510 -> SERVICE_UNAVAILABLE;
                    default -> null;
                });
    }

    /** The type that goes with a code that came without condition: 500 and 502 stood for faults that pass. */
    static StanzaErrorType typeOfLegacyCode(int code) {
        return code == 500 || code == 502
                ? WAIT
                : ofLegacyCode(code).orElse(UNDEFINED_CONDITION).defaultType();
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
        return sentBy;
    }

    @Override
    public Optional<String> section3920() {
        return inRfc3920 ? Optional.of("9.3.3") : Optional.empty();
    }

    @Override
    public Optional<String> section6120() {
        return number6120 == 0 ? Optional.empty() : Optional.of("8.3.3." + number6120);
    }

    /**
     * {@return the type to send it with where nothing speaks for another: that of RFC 6120, or of RFC 3920 where only that defines it; the
     * first where the RFC allows several, and {@code cancel} for {@code undefined-condition}, where it allows all}
     */
    public StanzaErrorType defaultType() {
        return defaultType;
    }

    /** {@return the code that stood for it before XMPP (XEP-0086 section 3), if there was one} */
    public OptionalInt legacyCode() {
        return legacyCode == 0 ? OptionalInt.empty() : OptionalInt.of(legacyCode);
    }

    /**
     * The condition to send for this one today: {@code undefined-condition} for {@code payment-required}, which has no successor,
     * and every other itself.
     */
    @Override
    public StanzaErrorCondition canonical() {
        return this == PAYMENT_REQUIRED ? UNDEFINED_CONDITION : this;
    }

    /** Whether its element may hold text: those of {@code gone} and {@code redirect} may, a URI. */
    @Override
    public boolean hasText() {
        return this == GONE || this == REDIRECT;
    }
}
