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
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.AtMostOnce;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;

/**
 * The reason why an attempt to authenticate came to nothing. The receiving entity sends it; the initiating entity may try again
 * on the same stream, as often as the receiving entity allows.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-6.5">RFC 6120 section 6.5</a>
 */
@StandsIn("stream:stream")
@XmlRootElement(name = "failure", namespace = Namespaces.SASL)
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(
        name = "saslFailure",
        namespace = Namespaces.SASL,
        propOrder = {"condition", "texts", "others"})
public final class SaslFailure extends BaseError<SaslFailureCondition> {
    /**
     * The defined condition: exactly one, which says why the attempt failed.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-6.5">RFC 6120 section 6.5</a>
     */
    @XmlElementRefs({
        @XmlElementRef(name = "aborted", namespace = Namespaces.SASL, type = JAXBElement.class, required = false),
        @XmlElementRef(
                name = "account-disabled",
                namespace = Namespaces.SASL,
                type = JAXBElement.class,
                required = false),
        @XmlElementRef(
                name = "credentials-expired",
                namespace = Namespaces.SASL,
                type = JAXBElement.class,
                required = false),
        @XmlElementRef(
                name = "encryption-required",
                namespace = Namespaces.SASL,
                type = JAXBElement.class,
                required = false),
        @XmlElementRef(
                name = "incorrect-encoding",
                namespace = Namespaces.SASL,
                type = JAXBElement.class,
                required = false),
        @XmlElementRef(
                name = "invalid-authzid",
                namespace = Namespaces.SASL,
                type = JAXBElement.class,
                required = false),
        @XmlElementRef(
                name = "invalid-mechanism",
                namespace = Namespaces.SASL,
                type = JAXBElement.class,
                required = false),
        @XmlElementRef(
                name = "malformed-request",
                namespace = Namespaces.SASL,
                type = JAXBElement.class,
                required = false),
        @XmlElementRef(
                name = "mechanism-too-weak",
                namespace = Namespaces.SASL,
                type = JAXBElement.class,
                required = false),
        @XmlElementRef(
                name = "not-authorized",
                namespace = Namespaces.SASL,
                type = JAXBElement.class,
                required = false),
        @XmlElementRef(
                name = "temporary-auth-failure",
                namespace = Namespaces.SASL,
                type = JAXBElement.class,
                required = false)
    })
    @XmlJavaTypeAdapter(ConditionAdapter.OfSaslFailure.class)
    private @Nullable ConditionPart<SaslFailureCondition> condition;

    /**
     * A text for people, in a language: it explains the condition, and no program may act on it.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-6.5">RFC 6120 section 6.5</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(name = "text", namespace = Namespaces.SASL)
    @XmlJavaTypeAdapter(LangTextXml.Adapter.class)
    @AtMostOnce("text")
    private List<LangText> texts = new ArrayList<>();

    /** Child elements of other specifications; whoever does not know one passes it by. */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    private SaslFailure() {
        super(null); // JAXB sets the fields
    }

    private SaslFailure(ErrorParts<SaslFailureCondition> parts, @Nullable XmlElement element) {
        super(element);
        condition = parts.condition();
        texts = parts.texts();
        others = parts.others();
    }

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
        return builder(condition).text(LangText.english(englishText)).build();
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
        Objects.requireNonNull(element, "element");
        return new SaslFailure(ErrorParts.read(SaslFailureCondition.ALL, element), element);
    }

    @Override
    ErrorParts<SaslFailureCondition> parts() {
        return new ErrorParts<>(SaslFailureCondition.ALL, condition, texts, others);
    }

    /** {@return the element {@code <failure/>}; one that was read is written as it came} */
    public XmlElement toElement() {
        return element();
    }

    @Override
    XmlElement write() {
        XmlElement.Builder out = XmlElement.builder(Namespaces.SASL, "failure");
        parts().writeTo(out);
        return out.build();
    }

    @Override
    XmlElement compared() {
        return element();
    }

    /** Collects a SASL failure. Not thread-safe. */
    public static final class Builder extends ErrorBuilder<SaslFailureCondition, Builder> {
        private Builder(SaslFailureCondition condition) {
            super(SaslFailureCondition.ALL, condition);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * {@return the failure} The builder may be used on.
         *
         * @throws IllegalArgumentException if a text has a character that XML 1.0 forbids
         */
        public SaslFailure build() {
            SaslFailure failure = new SaslFailure(parts(), null);
            failure.toElement(); // checks the characters
            return failure;
        }
    }
}
