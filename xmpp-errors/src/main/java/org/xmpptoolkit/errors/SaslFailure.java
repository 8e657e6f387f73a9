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

/**
 * A SASL failure: the reason why an attempt to authenticate came to nothing. Immutable, so it may be shared between threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-6.5">RFC 6120 section 6.5</a>
 */
@XmlRootElement(name = "failure", namespace = Namespaces.SASL)
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(
        name = "saslFailure",
        namespace = Namespaces.SASL,
        propOrder = {"condition", "texts", "others"})
public final class SaslFailure {
    private static final Language ENGLISH = Language.of("en");

    @XmlElementRefs({
        @XmlElementRef(name = "aborted", namespace = Namespaces.SASL, type = JAXBElement.class),
        @XmlElementRef(name = "account-disabled", namespace = Namespaces.SASL, type = JAXBElement.class),
        @XmlElementRef(name = "credentials-expired", namespace = Namespaces.SASL, type = JAXBElement.class),
        @XmlElementRef(name = "encryption-required", namespace = Namespaces.SASL, type = JAXBElement.class),
        @XmlElementRef(name = "incorrect-encoding", namespace = Namespaces.SASL, type = JAXBElement.class),
        @XmlElementRef(name = "invalid-authzid", namespace = Namespaces.SASL, type = JAXBElement.class),
        @XmlElementRef(name = "invalid-mechanism", namespace = Namespaces.SASL, type = JAXBElement.class),
        @XmlElementRef(name = "malformed-request", namespace = Namespaces.SASL, type = JAXBElement.class),
        @XmlElementRef(name = "mechanism-too-weak", namespace = Namespaces.SASL, type = JAXBElement.class),
        @XmlElementRef(name = "not-authorized", namespace = Namespaces.SASL, type = JAXBElement.class),
        @XmlElementRef(name = "temporary-auth-failure", namespace = Namespaces.SASL, type = JAXBElement.class)
    })
    @XmlJavaTypeAdapter(ConditionAdapter.OfSaslFailure.class)
    private @Nullable ConditionPart<SaslFailureCondition> condition;

    @jakarta.xml.bind.annotation.XmlElement(name = "text", namespace = Namespaces.SASL)
    @XmlJavaTypeAdapter(LangTextXml.Adapter.class)
    private List<LangText> texts = new ArrayList<>();

    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    /** What it was read from, where the parts alone do not give that back. */
    @XmlTransient
    private @Nullable XmlElement source;

    private SaslFailure() {}

    /**
     * A failure without text.
     *
     * @param condition the condition
     * @return the failure
     */
    public static SaslFailure of(SaslFailureCondition condition) {
        return builder(condition).build();
    }

    /**
     * A failure with a text.
     *
     * @param condition the condition
     * @param englishText a text for people, in English
     * @return the failure
     * @throws IllegalArgumentException if the text has a character that XML 1.0 forbids
     */
    public static SaslFailure of(SaslFailureCondition condition, String englishText) {
        return builder(condition).text(LangText.of(ENGLISH, englishText)).build();
    }

    /**
     * Starts a failure with more parts.
     *
     * @param condition the condition
     * @return a builder
     */
    public static Builder builder(SaslFailureCondition condition) {
        return new Builder(condition);
    }

    /**
     * Reads a failure. An unknown condition, and none at all, is {@code not-authorized} (RFC 6120 section 6.5). Whatever else
     * the element has is kept, and written again by {@link #toElement}.
     *
     * @param element the element {@code failure} of {@link Namespaces#SASL}; one of another name is read in the same way
     * @return the failure
     */
    public static SaslFailure fromElement(XmlElement element) {
        ErrorParts<SaslFailureCondition> parts =
                ErrorParts.read(element, Namespaces.SASL, SaslFailureCondition::ofElementName, c -> false);
        SaslFailure failure = new SaslFailure();
        failure.condition = parts.condition();
        failure.texts = parts.texts();
        failure.others = parts.others();
        if (!failure.toElement().equals(element)) {
            failure.source = element;
        }
        return failure;
    }

    /** The condition, by the name that came; {@code not-authorized} for one that no RFC defines. */
    public SaslFailureCondition condition() {
        return condition == null ? SaslFailureCondition.NOT_AUTHORIZED : condition.condition();
    }

    /** The element of a condition that no RFC defines, if that is what came. */
    public Optional<XmlElement> unknownCondition() {
        return ErrorParts.unknownCondition(condition, Namespaces.SASL, others);
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
     * @return the text, or nothing if the failure has none
     */
    public Optional<String> text(Language wanted) {
        return LangText.best(texts, Optional.empty(), wanted).map(LangText::text);
    }

    /** The first child of another namespace, if one came. */
    public Optional<XmlElement> applicationCondition() {
        return ErrorParts.applicationCondition(Namespaces.SASL, others);
    }

    /** The element {@code <failure/>}; one that was read is written as it came. */
    public XmlElement toElement() {
        if (source != null) {
            return source;
        }
        XmlElement.Builder out = XmlElement.builder(Namespaces.SASL, "failure");
        ErrorParts.write(
                out,
                Namespaces.SASL,
                condition == null ? null : condition.condition().elementName(),
                "",
                texts,
                others);
        return out.build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SaslFailure that
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

    /** Collects a SASL failure. Not thread-safe. */
    public static final class Builder {
        private final SaslFailureCondition condition;
        private final List<LangText> texts = new ArrayList<>();
        private final List<XmlElement> others = new ArrayList<>();

        private Builder(SaslFailureCondition condition) {
            this.condition = Objects.requireNonNull(condition, "condition");
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
         * Sets a condition of the application's own.
         *
         * @param element an element in a namespace of the application's own
         * @return this builder
         * @throws IllegalArgumentException if the element is in the namespace of the defined conditions
         */
        public Builder applicationCondition(XmlElement element) {
            ErrorParts.requireForeign(element, Namespaces.SASL);
            others.clear();
            others.add(element);
            return this;
        }

        /**
         * The failure. The builder may be used on.
         *
         * @throws IllegalArgumentException if a text has a character that XML 1.0 forbids
         */
        public SaslFailure build() {
            SaslFailure failure = new SaslFailure();
            failure.condition = new ConditionPart<>(condition, "");
            failure.texts = new ArrayList<>(texts);
            failure.others = new ArrayList<>(others);
            failure.toElement(); // checks the characters
            return failure;
        }
    }
}
