package org.xmpptoolkit.errors;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlElementRefs;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.core.XmlViolation;

/**
 * A stream error: the reason why a stream ends. Immutable, so it may be shared between threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9">RFC 6120 section 4.9</a>
 */
@XmlRootElement(name = "error", namespace = Namespaces.STREAM)
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(
        name = "streamError",
        namespace = Namespaces.STREAM_ERRORS,
        propOrder = {"condition", "texts", "others"})
public final class StreamError {
    private static final Language ENGLISH = Language.of("en");

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

    @jakarta.xml.bind.annotation.XmlElement(name = "text", namespace = Namespaces.STREAM_ERRORS)
    @XmlJavaTypeAdapter(LangTextXml.Adapter.class)
    private List<LangText> texts = new ArrayList<>();

    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    /** What it was read from, where the parts alone do not give that back. */
    @XmlTransient
    private @Nullable XmlElement source;

    private StreamError() {}

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
        return builder(condition).text(LangText.of(ENGLISH, englishText)).build();
    }

    /**
     * The error to send for octets that break the rules of XML or a bound (RFC 6120 sections 11 and 13.12).
     *
     * @param violation what the reader found
     * @return the error; where the condition alone does not say what was wrong, with the reader's message as text
     */
    public static StreamError of(XmlViolation violation) {
        return switch (violation.kind()) {
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
                .conditionText(target.toString())
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
        ErrorParts<StreamErrorCondition> parts = ErrorParts.read(
                element, Namespaces.STREAM_ERRORS, StreamErrorCondition::ofElementName, StreamErrorCondition::hasText);
        StreamError error = new StreamError();
        error.condition = parts.condition();
        error.texts = parts.texts();
        error.others = parts.others();
        if (!error.toElement().equals(element)) {
            error.source = element;
        }
        return error;
    }

    /** The condition, by the name that came; {@code undefined-condition} for one that no RFC defines. */
    public StreamErrorCondition condition() {
        return condition == null ? StreamErrorCondition.UNDEFINED_CONDITION : condition.condition();
    }

    /** The element of a condition that no RFC defines, if that is what came. */
    public Optional<XmlElement> unknownCondition() {
        return ErrorParts.unknownCondition(condition, Namespaces.STREAM_ERRORS, others);
    }

    /** The text inside the condition, if there is any: that of {@code see-other-host}. */
    public Optional<String> conditionText() {
        return condition == null || condition.text().isEmpty() ? Optional.empty() : Optional.of(condition.text());
    }

    /** Where {@code see-other-host} sends to; nothing for other conditions, and where the text is no host. */
    public Optional<HostPort> otherHost() {
        return conditionText().flatMap(HostPort::tryParse);
    }

    /** The texts for people, in the order they came in. */
    public List<LangText> texts() {
        return List.copyOf(texts);
    }

    /** The first of the texts, if there is one. */
    public Optional<String> text() {
        return texts.stream().findFirst().map(LangText::text);
    }

    /**
     * The text that fits a language best, by {@link LangText#best}.
     *
     * @param wanted the reader's language
     * @return the text, or nothing if the error has none
     */
    public Optional<String> text(Language wanted) {
        return LangText.best(texts, Optional.empty(), wanted).map(LangText::text);
    }

    /** The application-specific condition, the first where several came (RFC 6120 section 4.9.4). */
    public Optional<XmlElement> applicationCondition() {
        return ErrorParts.applicationCondition(Namespaces.STREAM_ERRORS, others);
    }

    /** The element {@code <stream:error/>}; one that was read is written as it came. */
    public XmlElement toElement() {
        if (source != null) {
            return source;
        }
        XmlElement.Builder out = XmlElement.builder(Namespaces.STREAM, "error").prefix("stream");
        ErrorParts.write(
                out,
                Namespaces.STREAM_ERRORS,
                condition == null ? null : condition.condition().elementName(),
                condition == null ? "" : condition.text(),
                texts,
                others);
        return out.build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamError that
                && Objects.equals(condition, that.condition)
                && texts.equals(that.texts)
                && others.equals(that.others)
                && Objects.equals(source, that.source);
    }

    @Override
    public int hashCode() {
        return Objects.hash(condition, texts, others);
    }

    /** The XML. */
    @Override
    public String toString() {
        return toElement().toString();
    }

    /** Collects a stream error. Not thread-safe. */
    public static final class Builder {
        private final StreamErrorCondition condition;
        private final List<LangText> texts = new ArrayList<>();
        private final List<XmlElement> others = new ArrayList<>();
        private String conditionText = "";

        private Builder(StreamErrorCondition condition) {
            this.condition = Objects.requireNonNull(condition, "condition");
        }

        /**
         * Sets the text inside the condition.
         *
         * @param text for {@code see-other-host} a host with or without port
         * @return this builder
         * @throws IllegalArgumentException if the condition holds no text
         */
        public Builder conditionText(String text) {
            ErrorParts.requireTextAllowed(condition.elementName(), condition.hasText(), text);
            conditionText = text;
            return this;
        }

        /**
         * Adds a text for people; a language should come once.
         *
         * @param text the text and its language
         * @return this builder
         */
        public Builder text(LangText text) {
            texts.add(Objects.requireNonNull(text, "text"));
            return this;
        }

        /**
         * Sets the application-specific condition.
         *
         * @param element an element in a namespace of the application's own
         * @return this builder
         * @throws IllegalArgumentException if the element is in the namespace of the defined conditions
         */
        public Builder applicationCondition(XmlElement element) {
            ErrorParts.requireForeign(element, Namespaces.STREAM_ERRORS);
            others.clear();
            others.add(element);
            return this;
        }

        /**
         * The error. The builder may be used on.
         *
         * @throws IllegalArgumentException if a text has a character that XML 1.0 forbids
         */
        public StreamError build() {
            StreamError error = new StreamError();
            error.condition = new ConditionPart<>(condition, conditionText);
            error.texts = new ArrayList<>(texts);
            error.others = new ArrayList<>(others);
            error.toElement(); // checks the characters
            return error;
        }
    }
}
