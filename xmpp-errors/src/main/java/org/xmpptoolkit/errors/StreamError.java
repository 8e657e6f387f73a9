package org.xmpptoolkit.errors;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlElementRefs;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.AtMostOnce;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.core.XmlViolation;

/**
 * The reason why a stream ends. Whoever finds the error sends this element as the last thing before it closes the stream: after
 * a stream error nothing else is possible on the stream, and neither side may take it up again.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9">RFC 6120 section 4.9</a>
 */
@StandsIn("stream:stream")
@XmlRootElement(name = "error", namespace = Namespaces.STREAM)
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(
        name = "streamError",
        namespace = Namespaces.STREAM_ERRORS,
        propOrder = {"condition", "texts", "others"})
public final class StreamError extends BaseError<StreamErrorCondition> {
    /**
     * The defined condition: exactly one, which says what was wrong.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9.2">RFC 6120 section 4.9.2</a>
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9.3">RFC 6120 section 4.9.3</a>
     */
    @XmlElementRefs({
        @XmlElementRef(name = "bad-format", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "bad-namespace-prefix", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "conflict", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "connection-timeout", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "host-gone", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "host-unknown", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "improper-addressing", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "internal-server-error", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "invalid-from", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "invalid-id", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "invalid-namespace", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "invalid-xml", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "not-authorized", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "not-well-formed", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "policy-violation", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(
                name = "remote-connection-failed",
                namespace = Namespaces.STREAM_ERRORS,
                type = JAXBElement.class),
        @XmlElementRef(name = "reset", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "resource-constraint", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "restricted-xml", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "see-other-host", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "system-shutdown", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "undefined-condition", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "unsupported-encoding", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "unsupported-feature", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(
                name = "unsupported-stanza-type",
                namespace = Namespaces.STREAM_ERRORS,
                type = JAXBElement.class),
        @XmlElementRef(name = "unsupported-version", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "xml-not-well-formed", namespace = Namespaces.STREAM_ERRORS, type = JAXBElement.class)
    })
    @XmlJavaTypeAdapter(ConditionAdapter.OfStreamError.class)
    private @Nullable ConditionPart<StreamErrorCondition> condition;

    /**
     * A text for people, in a language: it explains the condition, and no program may act on it.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9.2">RFC 6120 section 4.9.2</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(name = "text", namespace = Namespaces.STREAM_ERRORS)
    @XmlJavaTypeAdapter(LangTextXml.Adapter.class)
    @AtMostOnce("text")
    private List<LangText> texts = new ArrayList<>();

    /**
     * An application-specific condition, in a namespace of its own, which says more than the defined condition can.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9.4">RFC 6120 section 4.9.4</a>
     */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    private StreamError() {
        super(null); // JAXB sets the fields
    }

    private StreamError(ErrorParts<StreamErrorCondition> parts, @Nullable XmlElement element) {
        super(element);
        condition = parts.condition();
        texts = parts.texts();
        others = parts.others();
    }

    /**
     * An error without text.
     *
     * @param condition the condition
     * @return the error
     */
    public static StreamError of(StreamErrorCondition condition) {
        return builder(condition).build();
    }

    /**
     * An error with a text.
     *
     * @param condition the condition
     * @param englishText a text for people, in English
     * @return the error
     * @throws IllegalArgumentException if the text has a character that XML 1.0 forbids
     */
    public static StreamError of(StreamErrorCondition condition, String englishText) {
        return builder(condition).text(LangText.english(englishText)).build();
    }

    /**
     * The error to send for octets that break the rules of XML or a bound (RFC 6120 sections 11 and 13.12).
     *
     * @param violation what the reader found
     * @return the error; where the condition alone does not say what was wrong, with the reader's message as text
     */
    public static StreamError of(XmlViolation violation) {
        return switch (Objects.requireNonNull(violation, "violation").kind()) {
            case NOT_WELL_FORMED -> of(StreamErrorCondition.NOT_WELL_FORMED);
            case RESTRICTED_XML -> of(StreamErrorCondition.RESTRICTED_XML);
            case UNSUPPORTED_ENCODING -> of(StreamErrorCondition.UNSUPPORTED_ENCODING);
            case BAD_FORMAT -> of(StreamErrorCondition.BAD_FORMAT);
            case BAD_NAMESPACE_PREFIX -> of(StreamErrorCondition.BAD_NAMESPACE_PREFIX);
            case LIMIT_EXCEEDED -> of(StreamErrorCondition.POLICY_VIOLATION, violation.message());
        };
    }

    /**
     * The error that sends the peer to another host (RFC 6120 section 4.9.3.19).
     *
     * @param target where to go
     * @return the error
     */
    public static StreamError seeOtherHost(HostPort target) {
        return builder(StreamErrorCondition.SEE_OTHER_HOST)
                .conditionText(Objects.requireNonNull(target, "target").toString())
                .build();
    }

    /**
     * Starts an error with more parts.
     *
     * @param condition the condition
     * @return a builder
     */
    public static Builder builder(StreamErrorCondition condition) {
        return new Builder(condition);
    }

    /**
     * Reads an error. An unknown condition, and none at all, is {@code undefined-condition} (RFC 6120 section 4.9.2). Whatever else
     * the element has is kept, and written again by {@link #toElement}.
     *
     * @param element the element {@code error} of {@link Namespaces#STREAM}; one of another name is read in the same way
     * @return the error
     */
    public static StreamError fromElement(XmlElement element) {
        Objects.requireNonNull(element, "element");
        return new StreamError(ErrorParts.read(StreamErrorCondition.ALL, element), element);
    }

    @Override
    ErrorParts<StreamErrorCondition> parts() {
        return new ErrorParts<>(StreamErrorCondition.ALL, condition, texts, others);
    }

    /** {@return the text inside the condition, if there is any: that of {@code see-other-host}} */
    public Optional<String> conditionText() {
        return textOfCondition();
    }

    /** {@return where {@code see-other-host} sends to; nothing for other conditions, and where the text is no host} */
    public Optional<HostPort> otherHost() {
        return conditionText().flatMap(HostPort::tryParse);
    }

    /** {@return the element {@code <stream:error/>}; one that was read is written as it came} */
    public XmlElement toElement() {
        return element();
    }

    @Override
    XmlElement write() {
        XmlElement.Builder out = XmlElement.builder(Namespaces.STREAM, "error").prefix("stream");
        parts().writeTo(out);
        return out.build();
    }

    @Override
    XmlElement compared() {
        return element();
    }

    /** Collects a stream error. Not thread-safe. */
    public static final class Builder extends ErrorBuilder<StreamErrorCondition, Builder> {
        private Builder(StreamErrorCondition condition) {
            super(StreamErrorCondition.ALL, condition);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the text inside the condition.
         *
         * @param text for {@code see-other-host} a host with or without port, as {@link HostPort#parse} reads it
         * @return this builder
         * @throws IllegalArgumentException if the condition holds no text, or the text is no host (RFC 6120 section 4.9.3.19)
         */
        public Builder conditionText(String text) {
            return textOfCondition(
                    text,
                    t -> HostPort.tryParse(t).isPresent(),
                    "host with or without port (RFC 6120 section 4.9.3.19)");
        }

        /**
         * {@return the error} The builder may be used on.
         *
         * @throws IllegalArgumentException if a text has a character that XML 1.0 forbids
         */
        public StreamError build() {
            StreamError error = new StreamError(parts(), null);
            error.toElement(); // checks the characters
            return error;
        }
    }
}
