package org.xmpptoolkit.errors;

import static org.xmpptoolkit.errors.StanzaErrorType.AUTH;
import static org.xmpptoolkit.errors.StanzaErrorType.CANCEL;
import static org.xmpptoolkit.errors.StanzaErrorType.MODIFY;
import static org.xmpptoolkit.errors.StanzaErrorType.WAIT;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conditions of stanza errors, named as on the wire: {@code ITEM_NOT_FOUND} is {@code item-not-found}. Those of RFC 6120
 * section 8.3.3, and the one of RFC 3920 section 9.3.3 that RFC 6120 dropped. What each is for is told by {@link #meaning()}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.3.3">RFC 6120 section 8.3.3</a>
 */
public enum StanzaErrorCondition {
    BAD_REQUEST(
            true, 1, MODIFY, 400, "The stanza breaks its schema, or cannot be processed for another fault of its own."),
    CONFLICT(true, 2, CANCEL, 409, "The name or address asked for is taken."),
    FEATURE_NOT_IMPLEMENTED(
            true, 3, CANCEL, 501, "The namespace is known here, and this part of it is not implemented."),
    FORBIDDEN(true, 4, AUTH, 403, "The sender lacks the permission for this."),
    GONE(true, 5, CANCEL, 302, "The recipient is not at this address any more; the condition may hold the new URI."),
    INTERNAL_SERVER_ERROR(true, 6, CANCEL, 500, "A fault of the server itself keeps it from processing the stanza."),
    ITEM_NOT_FOUND(true, 7, CANCEL, 404, "The address or item asked for does not exist."),
    JID_MALFORMED(true, 8, MODIFY, 400, "An address in the stanza breaks the rules of addresses."),
    NOT_ACCEPTABLE(true, 9, MODIFY, 406, "The stanza is understood and does not meet the criteria of the recipient."),
    NOT_ALLOWED(true, 10, CANCEL, 405, "Nobody may do this here."),
    NOT_AUTHORIZED(true, 11, AUTH, 401, "The sender has to prove who it is first, or has failed to."),
    PAYMENT_REQUIRED(true, 0, AUTH, 402, "The sender has to pay first. RFC 3920 only."),
    POLICY_VIOLATION(false, 12, MODIFY, 0, "A rule of this service was broken, for instance a limit of size or rate."),
    RECIPIENT_UNAVAILABLE(true, 13, WAIT, 404, "The recipient is away for now."),
    REDIRECT(true, 14, MODIFY, 302, "The recipient is elsewhere for now, at the URI that the condition holds."),
    REGISTRATION_REQUIRED(true, 15, AUTH, 407, "The sender has to register first."),
    REMOTE_SERVER_NOT_FOUND(true, 16, CANCEL, 404, "The domain of the recipient does not exist or cannot be resolved."),
    REMOTE_SERVER_TIMEOUT(
            true, 17, WAIT, 504, "The domain of the recipient resolves, but no stream to it came about in time."),
    RESOURCE_CONSTRAINT(true, 18, WAIT, 500, "The server or the recipient lacks the means to serve this now."),
    SERVICE_UNAVAILABLE(true, 19, CANCEL, 503, "This service is not offered here."),
    SUBSCRIPTION_REQUIRED(true, 20, AUTH, 407, "The sender has to subscribe first."),
    UNDEFINED_CONDITION(
            true, 21, CANCEL, 500, "None of the others; an application-specific condition should say more."),
    UNEXPECTED_REQUEST(true, 22, WAIT, 400, "The stanza is understood and was not expected at this moment.");

    private static final Map<String, StanzaErrorCondition> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(c -> c.elementName, Function.identity()));

    private final String elementName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final boolean inRfc3920;
    private final int number6120;
    private final StanzaErrorType defaultType;
    private final int legacyCode;
    private final String meaning;

    StanzaErrorCondition(
            boolean inRfc3920, int number6120, StanzaErrorType defaultType, int legacyCode, String meaning) {
        this.inRfc3920 = inRfc3920;
        this.number6120 = number6120;
        this.defaultType = defaultType;
        this.legacyCode = legacyCode;
        this.meaning = meaning;
    }

    /**
     * Finds a condition by its name on the wire.
     *
     * @param elementName the local name of an element in {@link org.xmpptoolkit.core.Namespaces#STANZA_ERRORS}
     * @return the condition, or nothing if no RFC defines it
     */
    public static Optional<StanzaErrorCondition> ofElementName(String elementName) {
        return Optional.ofNullable(BY_NAME.get(elementName));
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

    /** The local name of the element that stands for it. */
    public String elementName() {
        return elementName;
    }

    /** What it says, in one or two English sentences. */
    public String meaning() {
        return meaning;
    }

    /** Whether RFC 3920 defines it. */
    public boolean inRfc3920() {
        return inRfc3920;
    }

    /** Whether RFC 6120 defines it. */
    public boolean inRfc6120() {
        return number6120 != 0;
    }

    /** The section of RFC 3920 that defines it, if one does. */
    public Optional<String> section3920() {
        return inRfc3920 ? Optional.of("9.3.3") : Optional.empty();
    }

    /** The section of RFC 6120 that defines it, if one does. */
    public Optional<String> section6120() {
        return inRfc6120() ? Optional.of("8.3.3." + number6120) : Optional.empty();
    }

    /**
     * The type to send it with where nothing speaks for another: that of RFC 6120, or of RFC 3920 where only that defines it; the
     * first where the RFC allows several, and {@code cancel} for {@code undefined-condition}, where it allows all.
     */
    public StanzaErrorType defaultType() {
        return defaultType;
    }

    /** The code that stood for it before XMPP (XEP-0086 section 3), if there was one. */
    public OptionalInt legacyCode() {
        return legacyCode == 0 ? OptionalInt.empty() : OptionalInt.of(legacyCode);
    }

    /**
     * The condition to send for this one today: {@code undefined-condition} for {@code payment-required}, which has no successor,
     * and every other itself.
     */
    public StanzaErrorCondition canonical() {
        return this == PAYMENT_REQUIRED ? UNDEFINED_CONDITION : this;
    }

    /** Whether its element may hold text: those of {@code gone} and {@code redirect} may, a URI. */
    public boolean hasText() {
        return this == GONE || this == REDIRECT;
    }
}
