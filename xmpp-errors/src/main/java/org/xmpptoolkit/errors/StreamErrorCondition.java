package org.xmpptoolkit.errors;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conditions of stream errors, named as on the wire: {@code HOST_UNKNOWN} is {@code host-unknown}. Those of RFC 6120 section
 * 4.9.3, and the two of RFC 3920 section 4.7.3 that RFC 6120 dropped. What each is for is told by {@link #meaning()}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9.3">RFC 6120 section 4.9.3</a>
 */
public enum StreamErrorCondition {
    BAD_FORMAT(true, 1, "The XML cannot be processed, without a closer reason being given."),
    BAD_NAMESPACE_PREFIX(true, 2, "A namespace prefix is not accepted here, or one is missing that is needed."),
    CONFLICT(true, 3, "Two streams of one entity compete, and this is the one that has to go."),
    CONNECTION_TIMEOUT(true, 4, "The peer has not answered what was sent to it and is taken to be out of reach."),
    HOST_GONE(true, 5, "The domain asked for was served here once and is not any more."),
    HOST_UNKNOWN(true, 6, "The domain asked for is not served here."),
    IMPROPER_ADDRESSING(
            true, 7, "A stanza between servers lacks a sender or recipient, or has one that is no address."),
    INTERNAL_SERVER_ERROR(true, 8, "A fault of the server itself keeps it from serving the stream."),
    INVALID_FROM(true, 9, "The sender given is not the one that was authenticated or validated."),
    INVALID_ID(true, 0, "The id of a stream or of a dialback is not the one given out before. RFC 3920 only."),
    INVALID_NAMESPACE(true, 10, "The namespace of the stream is wrong, or its content namespace is not supported."),
    INVALID_XML(true, 11, "The XML is well-formed and breaks the schema that the server checks it by."),
    NOT_AUTHORIZED(true, 12, "Something was sent that needs authentication first, or that negotiation does not allow."),
    NOT_WELL_FORMED(false, 13, "The XML breaks the rules of well-formedness of XML or of its namespaces."),
    POLICY_VIOLATION(true, 14, "A rule of this service was broken, for instance a limit of size, rate or attempts."),
    REMOTE_CONNECTION_FAILED(true, 15, "Another party that is needed to authenticate the peer cannot be reached."),
    RESET(false, 16, "Features, keys or certificates have changed, so the stream has to be negotiated anew."),
    RESOURCE_CONSTRAINT(true, 17, "The server lacks the means to serve the stream."),
    RESTRICTED_XML(true, 18, "A comment, processing instruction, document type or entity reference was sent."),
    SEE_OTHER_HOST(true, 19, "The peer shall turn to another host of this service, which the condition names."),
    SYSTEM_SHUTDOWN(true, 20, "The server is going down and closes all its streams."),
    UNDEFINED_CONDITION(true, 21, "None of the others; an application-specific condition should say more."),
    UNSUPPORTED_ENCODING(true, 22, "The stream is not encoded in UTF-8, or its octets are no UTF-8."),
    UNSUPPORTED_FEATURE(false, 23, "Every feature that must be negotiated is one that the initiating entity lacks."),
    UNSUPPORTED_STANZA_TYPE(true, 24, "A first-level element has a name or namespace that is not understood."),
    UNSUPPORTED_VERSION(true, 25, "The version of XMPP that the stream header names is not supported."),
    XML_NOT_WELL_FORMED(true, 0, "The older name of not-well-formed. RFC 3920 only.");

    private static final Map<String, StreamErrorCondition> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(c -> c.elementName, Function.identity()));

    private final String elementName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final boolean inRfc3920;
    private final int number6120;
    private final String meaning;

    StreamErrorCondition(boolean inRfc3920, int number6120, String meaning) {
        this.inRfc3920 = inRfc3920;
        this.number6120 = number6120;
        this.meaning = meaning;
    }

    /**
     * Finds a condition by its name on the wire.
     *
     * @param elementName the local name of an element in {@link org.xmpptoolkit.core.Namespaces#STREAM_ERRORS}
     * @return the condition, or nothing if no RFC defines it
     */
    public static Optional<StreamErrorCondition> ofElementName(String elementName) {
        return Optional.ofNullable(BY_NAME.get(elementName));
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
        return inRfc3920 ? Optional.of("4.7.3") : Optional.empty();
    }

    /** The section of RFC 6120 that defines it, if one does. */
    public Optional<String> section6120() {
        return inRfc6120() ? Optional.of("4.9.3." + number6120) : Optional.empty();
    }

    /**
     * The condition to send for this one today: {@code not-well-formed} for {@code xml-not-well-formed},
     * {@code undefined-condition} for {@code invalid-id}, which has no successor, and every other itself.
     */
    public StreamErrorCondition canonical() {
        return switch (this) {
            case XML_NOT_WELL_FORMED -> NOT_WELL_FORMED;
            case INVALID_ID -> UNDEFINED_CONDITION;
            default -> this;
        };
    }

    /** Whether its element holds text: only that of {@code see-other-host} does. */
    public boolean hasText() {
        return this == SEE_OTHER_HOST;
    }
}
