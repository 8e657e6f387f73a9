package org.xmpptoolkit.errors;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlElementRefs;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.ContentNamespaces;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.jid.JidResult;

/**
 * A stanza error: the reason why a stanza was not processed, or what to know about one that was. Immutable, so it may be shared between threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.3">RFC 6120 section 8.3</a>
 */
@XmlRootElement(name = "error", namespace = Namespaces.CLIENT)
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(
        name = "stanzaError",
        namespace = Namespaces.STANZA_ERRORS,
        propOrder = {"condition", "texts", "others"})
public final class StanzaError {
    private static final Language ENGLISH = Language.of("en");

    @XmlAttribute
    @XmlJavaTypeAdapter(StanzaErrorTypeAdapter.class)
    private @Nullable String type;

    @XmlAttribute
    private @Nullable String by;

    @XmlAttribute
    private @Nullable String code;

    @XmlElementRefs({
        @XmlElementRef(name = "bad-request", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "conflict", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(
                name = "feature-not-implemented",
                namespace = Namespaces.STANZA_ERRORS,
                type = JAXBElement.class),
        @XmlElementRef(name = "forbidden", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "gone", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "internal-server-error", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "item-not-found", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "jid-malformed", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "not-acceptable", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "not-allowed", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "not-authorized", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "payment-required", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "policy-violation", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "recipient-unavailable", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "redirect", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "registration-required", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(
                name = "remote-server-not-found",
                namespace = Namespaces.STANZA_ERRORS,
                type = JAXBElement.class),
        @XmlElementRef(name = "remote-server-timeout", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "resource-constraint", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "service-unavailable", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "subscription-required", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "undefined-condition", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class),
        @XmlElementRef(name = "unexpected-request", namespace = Namespaces.STANZA_ERRORS, type = JAXBElement.class)
    })
    @XmlJavaTypeAdapter(ConditionAdapter.OfStanzaError.class)
    private @Nullable ConditionPart<StanzaErrorCondition> condition;

    @jakarta.xml.bind.annotation.XmlElement(name = "text", namespace = Namespaces.STANZA_ERRORS)
    @XmlJavaTypeAdapter(LangTextXml.Adapter.class)
    private List<LangText> texts = new ArrayList<>();

    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    /** What it was read from, where the parts alone do not give that back. */
    @XmlTransient
    private @Nullable XmlElement source;

    private StanzaError() {}

    /**
     * An error without text, of the type that the condition usually has.
     *
     * @param condition the condition
     * @return the error
     */
    public static StanzaError of(StanzaErrorCondition condition) {
        return builder(condition).build();
    }

    /**
     * An error with a text, of the type that the condition usually has.
     *
     * @param condition the condition
     * @param englishText a text for people, in English
     * @return the error
     * @throws IllegalArgumentException if the text has a character that XML 1.0 forbids
     */
    public static StanzaError of(StanzaErrorCondition condition, String englishText) {
        return builder(condition).text(LangText.of(ENGLISH, englishText)).build();
    }

    /**
     * Starts an error with more parts.
     *
     * @param condition the condition
     * @return a builder
     */
    public static Builder builder(StanzaErrorCondition condition) {
        return new Builder(condition);
    }

    /**
     * Reads an error. An unknown condition, and none at all, is {@code undefined-condition} (RFC 6120 section 8.3.2). Whatever else
     * the element has is kept, and written again by {@link #toElement}.
     *
     * @param element the element {@code error} of a stanza; one of another name or namespace is read in the same way
     * @return the error
     */
    public static StanzaError fromElement(XmlElement element) {
        ErrorParts<StanzaErrorCondition> parts = ErrorParts.read(
                element, Namespaces.STANZA_ERRORS, StanzaErrorCondition::ofElementName, StanzaErrorCondition::hasText);
        StanzaError error = new StanzaError();
        error.type = element.attribute("type").orElse(null);
        error.by = element.attribute("by").orElse(null);
        error.code = element.attribute("code").orElse(null);
        error.condition = parts.condition();
        error.texts = parts.texts();
        error.others = parts.others();
        if (!error.toElement(element.namespace()).equals(element)) {
            error.source = element;
        }
        return error;
    }

    /**
     * The condition, by the name that came; {@code undefined-condition} for one that no RFC defines. Where no condition came at all,
     * the one that the legacy code stands for.
     */
    public StanzaErrorCondition condition() {
        if (condition != null) {
            return condition.condition();
        }
        OptionalInt legacy = code();
        return legacy.isEmpty() || unknownCondition().isPresent()
                ? StanzaErrorCondition.UNDEFINED_CONDITION
                : StanzaErrorCondition.ofLegacyCode(legacy.getAsInt()).orElse(StanzaErrorCondition.UNDEFINED_CONDITION);
    }

    /** The element of a condition that no RFC defines, if that is what came. */
    public Optional<XmlElement> unknownCondition() {
        return ErrorParts.unknownCondition(condition, Namespaces.STANZA_ERRORS, others);
    }

    /** The text inside the condition, if there is any: those of {@code gone} and {@code redirect} may have one. */
    public Optional<String> conditionText() {
        return condition == null || condition.text().isEmpty() ? Optional.empty() : Optional.of(condition.text());
    }

    /**
     * Where {@code gone} and {@code redirect} point to; nothing for other conditions, and where the text is no URI, as with the bare
     * addresses of RFC 3920: see {@link #conditionText}.
     */
    public Optional<URI> redirect() {
        return conditionText().flatMap(StanzaError::uri);
    }

    private static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text.strip());
            return uri.isAbsolute() ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * What the sender can do: the type that came, or else, where it is missing or unknown, the one that the condition usually has.
     */
    public StanzaErrorType type() {
        return rawType().flatMap(StanzaErrorType::parse).orElseGet(() -> condition()
                .defaultType());
    }

    /** The attribute {@code type} as it came, perhaps not one of the five; nothing if there is none. */
    public Optional<String> rawType() {
        return Optional.ofNullable(type);
    }

    /** The address of the entity that reports the error, if it is told and well-formed (RFC 6120 section 8.3.1). */
    public Optional<Jid> by() {
        return by != null && Jid.tryParse(by, JidProfile.STRINGPREP_QUERY) instanceof JidResult.Parsed parsed
                ? Optional.of(parsed.jid())
                : Optional.empty();
    }

    /** The text of the attribute {@code by}, perhaps no address. */
    public Optional<String> rawBy() {
        return Optional.ofNullable(by);
    }

    /** The code of the time before XMPP (XEP-0086), if there is one and it is a number. */
    public OptionalInt code() {
        return code == null || !code.matches("[0-9]{1,9}")
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(code));
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

    /** The application-specific condition, the first where several came (RFC 6120 section 8.3.4). */
    public Optional<XmlElement> applicationCondition() {
        return ErrorParts.applicationCondition(Namespaces.STANZA_ERRORS, others);
    }

    /**
     * The element {@code <error/>}; one that was read is written as it came.
     *
     * @param contentNamespace the content namespace of the stream it goes to, which is that of the stanza around it
     * @return the element
     */
    public XmlElement toElement(String contentNamespace) {
        if (source != null) {
            return ContentNamespaces.move(source, source.namespace(), contentNamespace);
        }
        XmlElement.Builder out = XmlElement.builder(contentNamespace, "error");
        if (by != null) {
            out.attribute("by", by);
        }
        if (code != null) {
            out.attribute("code", code);
        }
        if (type != null) {
            out.attribute("type", type);
        }
        ErrorParts.write(
                out,
                Namespaces.STANZA_ERRORS,
                condition == null ? null : condition.condition().elementName(),
                condition == null ? "" : condition.text(),
                texts,
                others);
        return out.build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StanzaError that
                && Objects.equals(type, that.type)
                && Objects.equals(by, that.by)
                && Objects.equals(code, that.code)
                && Objects.equals(condition, that.condition)
                && texts.equals(that.texts)
                && others.equals(that.others)
                && Objects.equals(source, that.source);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, by, code, condition, texts, others);
    }

    /** The XML, in {@link Namespaces#CLIENT}. */
    @Override
    public String toString() {
        return toElement(Namespaces.CLIENT).toString();
    }

    /** Collects a stanza error. Not thread-safe. */
    public static final class Builder {
        private final StanzaErrorCondition condition;
        private final List<LangText> texts = new ArrayList<>();
        private final List<XmlElement> others = new ArrayList<>();
        private String conditionText = "";
        private StanzaErrorType type;
        private @Nullable String by;
        private @Nullable String code;

        private Builder(StanzaErrorCondition condition) {
            this.condition = Objects.requireNonNull(condition, "condition");
            this.type = condition.defaultType();
        }

        /**
         * Sets what the sender can do, in the place of {@link StanzaErrorCondition#defaultType}.
         *
         * @param type the type
         * @return this builder
         */
        public Builder type(StanzaErrorType type) {
            this.type = Objects.requireNonNull(type, "type");
            return this;
        }

        /**
         * Sets the address of the entity that reports the error.
         *
         * @param address the text of an address
         * @return this builder
         */
        public Builder by(String address) {
            by = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * Adds the code that stood for the condition before XMPP, for very old clients; conditions without one get none.
         *
         * @return this builder
         */
        public Builder legacyCode() {
            OptionalInt legacy = condition.legacyCode();
            code = legacy.isPresent() ? Integer.toString(legacy.getAsInt()) : null;
            return this;
        }

        /**
         * Sets the text inside the condition.
         *
         * @param text a URI or IRI
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
            ErrorParts.requireForeign(element, Namespaces.STANZA_ERRORS);
            others.clear();
            others.add(element);
            return this;
        }

        /**
         * The error. The builder may be used on.
         *
         * @throws IllegalArgumentException if a text has a character that XML 1.0 forbids
         */
        public StanzaError build() {
            StanzaError error = new StanzaError();
            error.type = type.toString();
            error.by = by;
            error.code = code;
            error.condition = new ConditionPart<>(condition, conditionText);
            error.texts = new ArrayList<>(texts);
            error.others = new ArrayList<>(others);
            error.toElement(Namespaces.CLIENT); // checks the characters
            return error;
        }
    }
}
