package org.xmpptoolkit.errors;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;

/** Between a condition and its element, for JAXB. */
abstract class ConditionAdapter<C> extends XmlAdapter<JAXBElement<?>, ConditionPart<C>> {
    /** For {@link StreamError}. */
    static final class OfStreamError extends ConditionAdapter<StreamErrorCondition> {
        @Override
        Optional<StreamErrorCondition> known(String elementName) {
            return StreamErrorCondition.ofElementName(elementName);
        }

        @Override
        JAXBElement<?> element(ConditionPart<StreamErrorCondition> part) {
            QName name = new QName(Namespaces.STREAM_ERRORS, part.condition().elementName());
            return part.condition().hasText() ? text(name, part.text()) : empty(name);
        }
    }

    /** For {@link StanzaError}. */
    static final class OfStanzaError extends ConditionAdapter<StanzaErrorCondition> {
        @Override
        Optional<StanzaErrorCondition> known(String elementName) {
            return StanzaErrorCondition.ofElementName(elementName);
        }

        @Override
        JAXBElement<?> element(ConditionPart<StanzaErrorCondition> part) {
            QName name = new QName(Namespaces.STANZA_ERRORS, part.condition().elementName());
            return part.condition().hasText() ? text(name, part.text()) : empty(name);
        }
    }

    /** For {@link SaslFailure}. */
    static final class OfSaslFailure extends ConditionAdapter<SaslFailureCondition> {
        @Override
        Optional<SaslFailureCondition> known(String elementName) {
            return SaslFailureCondition.ofElementName(elementName);
        }

        @Override
        JAXBElement<?> element(ConditionPart<SaslFailureCondition> part) {
            return empty(new QName(Namespaces.SASL, part.condition().elementName()));
        }
    }

    abstract Optional<C> known(String elementName);

    abstract JAXBElement<?> element(ConditionPart<C> part);

    private static JAXBElement<String> text(QName name, String text) {
        return new JAXBElement<>(name, String.class, text);
    }

    private static JAXBElement<EmptyXml> empty(QName name) {
        return new JAXBElement<>(name, EmptyXml.class, new EmptyXml());
    }

    @Override
    public @Nullable ConditionPart<C> unmarshal(@Nullable JAXBElement<?> element) {
        if (element == null) {
            return null;
        }
        String text = element.getValue() instanceof String value ? value : "";
        return known(element.getName().getLocalPart())
                .map(condition -> new ConditionPart<>(condition, text))
                .orElse(null);
    }

    @Override
    public @Nullable JAXBElement<?> marshal(@Nullable ConditionPart<C> part) {
        return part == null ? null : element(part);
    }
}
