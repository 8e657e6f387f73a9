package org.xmpptoolkit.errors;

import static org.xmpptoolkit.errors.ErrorSender.ANY_ENTITY;
import static org.xmpptoolkit.errors.ErrorSender.INITIATING_ENTITY;
import static org.xmpptoolkit.errors.ErrorSender.RECEIVING_ENTITY;
import static org.xmpptoolkit.errors.ErrorSender.SERVER;

import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;

/**
 * The conditions of stream errors, named as on the wire: {@code HOST_UNKNOWN} is {@code host-unknown}. Those of RFC 6120 section
 * 4.9.3, and the two of RFC 3920 section 4.7.3 that RFC 6120 dropped.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9.3">RFC 6120 section 4.9.3</a>
 */
public enum StreamErrorCondition implements ErrorCondition {
    /** The XML cannot be processed, without a closer reason being given. */
    BAD_FORMAT(true, 1, ANY_ENTITY),
    /** A namespace prefix is not accepted here, or one is missing that is needed. */
    BAD_NAMESPACE_PREFIX(true, 2, ANY_ENTITY),
    /** Two streams of one entity compete, and this is the one that has to go. */
    CONFLICT(true, 3, SERVER),
    /** The peer has not answered what was sent to it and is taken to be out of reach. */
    CONNECTION_TIMEOUT(true, 4, ANY_ENTITY),
    /** The domain asked for was served here once and is not any more. */
    HOST_GONE(true, 5, RECEIVING_ENTITY),
    /** The domain asked for is not served here. */
    HOST_UNKNOWN(true, 6, RECEIVING_ENTITY),
    /** A stanza between servers lacks a sender or recipient, or has one that is no address. */
    IMPROPER_ADDRESSING(true, 7, SERVER),
    /** A fault of the server itself keeps it from serving the stream. */
    INTERNAL_SERVER_ERROR(true, 8, SERVER),
    /** The sender given is not the one that was authenticated or validated. */
    INVALID_FROM(true, 9, SERVER),
    /** The id of a stream or of a dialback is not the one given out before. RFC 3920 only. */
    INVALID_ID(true, 0, SERVER),
    /** The namespace of the stream is wrong, or its content namespace is not supported. */
    INVALID_NAMESPACE(true, 10, ANY_ENTITY),
    /** The XML is well-formed and breaks the schema that it is checked by. */
    INVALID_XML(true, 11, ANY_ENTITY),
    /** Something was sent that needs authentication first, or that negotiation does not allow. */
    NOT_AUTHORIZED(true, 12, RECEIVING_ENTITY),
    /** The XML breaks the rules of well-formedness of XML or of its namespaces. */
    NOT_WELL_FORMED(false, 13, ANY_ENTITY),
    /** A rule of this service was broken, for instance a limit of size, rate or attempts. */
    POLICY_VIOLATION(true, 14, ANY_ENTITY),
    /** Another party that is needed to authenticate the peer cannot be reached. */
    REMOTE_CONNECTION_FAILED(true, 15, SERVER),
    /** Features, keys or certificates have changed, so the stream has to be negotiated anew. */
    RESET(false, 16, ANY_ENTITY),
    /** The server lacks the means to serve the stream. */
    RESOURCE_CONSTRAINT(true, 17, ANY_ENTITY),
    /** A comment, processing instruction, document type or entity reference was sent. */
    RESTRICTED_XML(true, 18, ANY_ENTITY),
    /** The peer shall turn to another host of this service, which the condition names. */
    SEE_OTHER_HOST(true, 19, RECEIVING_ENTITY),
    /** The server is going down and closes all its streams. */
    SYSTEM_SHUTDOWN(true, 20, SERVER),
    /** None of the others; an application-specific condition should say more. */
    UNDEFINED_CONDITION(true, 21, ANY_ENTITY),
    /** The stream is not encoded in UTF-8, or its octets are no UTF-8. */
    UNSUPPORTED_ENCODING(true, 22, ANY_ENTITY),
    /** Every feature that must be negotiated is one that the initiating entity lacks. */
    UNSUPPORTED_FEATURE(false, 23, INITIATING_ENTITY),
    /** A first-level element has a name or namespace that is not understood. */
    UNSUPPORTED_STANZA_TYPE(true, 24, ANY_ENTITY),
    /** The version of XMPP that the stream header names is not supported. */
    UNSUPPORTED_VERSION(true, 25, ANY_ENTITY),
    /** The older name of not-well-formed. RFC 3920 only. */
    XML_NOT_WELL_FORMED(true, 0, ANY_ENTITY);

    static final ConditionSet<StreamErrorCondition> ALL =
            ConditionSet.of(Namespaces.STREAM_ERRORS, UNDEFINED_CONDITION);

    private final String elementName = ConditionSet.elementName(this);
    private final boolean inRfc3920;
    private final int number6120;
    private final ErrorSender sentBy;

    StreamErrorCondition(boolean inRfc3920, int number6120, ErrorSender sentBy) {
        this.inRfc3920 = inRfc3920;
        this.number6120 = number6120;
        this.sentBy = sentBy;
    }

    /**
     * Finds a condition by its name on the wire.
     *
     * @param elementName the local name of an element in {@link Namespaces#STREAM_ERRORS}
     * @return the condition, or nothing if no RFC defines it
     */
    public static Optional<StreamErrorCondition> ofElementName(String elementName) {
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
        return sentBy;
    }

    @Override
    public Optional<String> section3920() {
        return inRfc3920 ? Optional.of("4.7.3") : Optional.empty();
    }

    @Override
    public Optional<String> section6120() {
        return number6120 == 0 ? Optional.empty() : Optional.of("4.9.3." + number6120);
    }

    /**
     * The condition to send for this one today: {@code not-well-formed} for {@code xml-not-well-formed},
     * {@code undefined-condition} for {@code invalid-id}, which has no successor, and every other itself.
     */
    @Override
    public StreamErrorCondition canonical() {
        return switch (this) {
            case XML_NOT_WELL_FORMED -> NOT_WELL_FORMED;
            case INVALID_ID -> UNDEFINED_CONDITION;
            default -> this;
        };
    }

    /** Whether its element holds text: only that of {@code see-other-host} does. */
    @Override
    public boolean hasText() {
        return this == SEE_OTHER_HOST;
    }
}
