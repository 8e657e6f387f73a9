package org.xmpptoolkit.errors;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlElementRefs;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
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
import org.xmpptoolkit.core.AtMostOnce;
import org.xmpptoolkit.core.ContentNamespaces;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;

/**
 * The reason why a stanza was not processed, or what to know about one that was. It stands in a stanza of type {@code error},
 * which goes back to the sender of the stanza that it is about, with the same id.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.3">RFC 6120 section 8.3</a>
 */
@StandsIn({"message", "presence", "iq"})
@XmlRootElement(name = "error", namespace = Namespaces.CLIENT)
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(
        name = "stanzaError",
        namespace = Namespaces.STANZA_ERRORS,
        propOrder = {"condition", "texts", "others"})
public final class StanzaError extends BaseError<StanzaErrorCondition> {
    /**
     * What the sender of the stanza can do about the error: try again as it is, later, with other data, with credentials, or not
     * at all.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.3.2">RFC 6120 section 8.3.2</a>
     */
    @XmlAttribute(required = true)
    @XmlJavaTypeAdapter(StanzaErrorTypeAdapter.class)
    private @Nullable String type;

    /**
     * The address of the entity that found the error, where it is another one than the sender of this stanza seems to be: for
     * instance a server on the way.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.3.1">RFC 6120 section 8.3.1</a>
     */
    @XmlAttribute
    private @Nullable String by;

    /** The number that stood for the error before XMPP had conditions: only old software sends or needs it. */
    @XmlAttribute
    @XmlSchemaType(name = "unsignedShort")
    private @Nullable String code;

    /**
     * The defined condition: exactly one, which says what was wrong.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.3.2">RFC 6120 section 8.3.2</a>
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.3.3">RFC 6120 section 8.3.3</a>
     */
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

    /**
     * A text for people, in a language: it explains the condition, and no program may act on it.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.3.2">RFC 6120 section 8.3.2</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(name = "text", namespace = Namespaces.STANZA_ERRORS)
    @XmlJavaTypeAdapter(LangTextXml.Adapter.class)
    @AtMostOnce("text")
    private List<LangText> texts = new ArrayList<>();

    /**
     * An application-specific condition, in a namespace of its own, which says more than the defined condition can.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.3.4">RFC 6120 section 8.3.4</a>
     */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    private StanzaError() {
        super(null); // JAXB sets the fields
    }

    private StanzaError(
            @Nullable String type,
            @Nullable String by,
            @Nullable String code,
            ErrorParts<StanzaErrorCondition> parts,
            @Nullable XmlElement element) {
        super(element);
        this.type = type;
        this.by = by;
        this.code = code;
        condition = parts.condition();
        texts = parts.texts();
        others = parts.others();
    }

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
        return builder(condition).text(LangText.english(englishText)).build();
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
        Objects.requireNonNull(element, "element");
        return new StanzaError(
                element.attribute("type").orElse(null),
                element.attribute("by").orElse(null),
                element.attribute("code").orElse(null),
                ErrorParts.read(StanzaErrorCondition.ALL, element),
                element);
    }

    @Override
    ErrorParts<StanzaErrorCondition> parts() {
        return new ErrorParts<>(StanzaErrorCondition.ALL, condition, texts, others);
    }

    /**
     * The condition, by the name that came; {@code undefined-condition} for one that no RFC defines. Where no condition came at all,
     * the one that the legacy code stands for.
     */
    @Override
    public StanzaErrorCondition condition() {
        OptionalInt legacy = loneCode();
        return legacy.isEmpty()
                ? super.condition()
                : StanzaErrorCondition.ofLegacyCode(legacy.getAsInt()).orElseGet(super::condition);
    }

    /** The legacy code where there is nothing better. */
    private OptionalInt loneCode() {
        return condition == null && unknownCondition().isEmpty() ? code() : OptionalInt.empty();
    }

    /** {@return the text inside the condition, if there is any: those of {@code gone} and {@code redirect} may have one} */
    public Optional<String> conditionText() {
        return textOfCondition();
    }

    /**
     * {@return where {@code gone} and {@code redirect} point to; nothing for other conditions, and where the text is no URI, as with the
     * bare addresses of RFC 3920: see {@link #conditionText}}
     */
    public Optional<URI> redirect() {
        return conditionText().map(String::strip).flatMap(StanzaError::uri);
    }

    private static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text);
            return uri.isAbsolute() ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return what the sender can do: the type that came, or else, where it is missing or unknown, the one that the condition usually has,
     * or that the legacy code had where only that came}
     */
    public StanzaErrorType type() {
        Optional<StanzaErrorType> given = rawType().flatMap(StanzaErrorType::parse);
        if (given.isPresent()) {
            return given.get();
        }
        OptionalInt legacy = loneCode();
        return legacy.isPresent()
                ? StanzaErrorCondition.typeOfLegacyCode(legacy.getAsInt())
                : condition().defaultType();
    }

    /** {@return the attribute {@code type} as it came, perhaps not one of the five; nothing if there is none} */
    public Optional<String> rawType() {
        return Optional.ofNullable(type);
    }

    /** {@return the address of the entity that reports the error, if it is told and well-formed (RFC 6120 section 8.3.1)} */
    public Optional<Jid> by() {
        return by == null
                ? Optional.empty()
                : Jid.tryParse(by, JidProfile.STRINGPREP_QUERY).toOptional();
    }

    /** {@return the text of the attribute {@code by}, perhaps no address} */
    public Optional<String> rawBy() {
        return Optional.ofNullable(by);
    }

    /** {@return the code of the time before XMPP (XEP-0086), if there is one and it is a number} */
    public OptionalInt code() {
        return code == null || !code.matches("[0-9]{1,9}")
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(code));
    }

    /**
     * The element {@code <error/>}; one that was read is written as it came.
     *
     * @param contentNamespace the content namespace of the stream it goes to, which is that of the stanza around it
     * @return the element
     */
    public XmlElement toElement(String contentNamespace) {
        Objects.requireNonNull(contentNamespace, "contentNamespace");
        return ContentNamespaces.move(element(), element().namespace(), contentNamespace);
    }

    @Override
    XmlElement write() {
        XmlElement.Builder out = XmlElement.builder(Namespaces.CLIENT, "error");
        if (by != null) {
            out.attribute("by", by);
        }
        if (code != null) {
            out.attribute("code", code);
        }
        if (type != null) {
            out.attribute("type", type);
        }
        parts().writeTo(out);
        return out.build();
    }

    @Override
    XmlElement compared() {
        return toElement(Namespaces.CLIENT);
    }

    /** Collects a stanza error. Not thread-safe. */
    public static final class Builder extends ErrorBuilder<StanzaErrorCondition, Builder> {
        private StanzaErrorType type;
        private @Nullable String by;
        private @Nullable String code;

        private Builder(StanzaErrorCondition condition) {
            super(StanzaErrorCondition.ALL, condition);
            this.type = condition.defaultType();
        }

        @Override
        Builder self() {
            return this;
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
         * Sets the text inside the condition: where {@code gone} and {@code redirect} point to.
         *
         * @param text a URI or IRI with its scheme, for instance {@code xmpp:romeo@example.net}
         * @return this builder
         * @throws IllegalArgumentException if the condition holds no text, or the text is no URI (RFC 6120 sections 8.3.3.5 and
         *     8.3.3.14)
         */
        public Builder conditionText(String text) {
            return textOfCondition(
                    text, t -> uri(t).isPresent(), "URI with a scheme (RFC 6120 sections 8.3.3.5 and 8.3.3.14)");
        }

        /**
         * {@return the error} The builder may be used on.
         *
         * @throws IllegalArgumentException if a text has a character that XML 1.0 forbids
         */
        public StanzaError build() {
            StanzaError error = new StanzaError(type.toString(), by, code, parts(), null);
            error.element(); // checks the characters
            return error;
        }
    }
}
