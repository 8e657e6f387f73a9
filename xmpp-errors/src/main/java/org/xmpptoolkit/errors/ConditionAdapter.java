package org.xmpptoolkit.errors;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** Between a condition and its element, for JAXB. */
abstract class ConditionAdapter<C extends ErrorCondition> extends XmlAdapter<JAXBElement<?>, ConditionPart<C>> {
    /** For {@link StreamError}. */
    static final class OfStreamError extends ConditionAdapter<StreamErrorCondition> {
        OfStreamError() {
            super(StreamErrorCondition.ALL);
        }
    }

    /** For {@link StanzaError}. */
    static final class OfStanzaError extends ConditionAdapter<StanzaErrorCondition> {
        OfStanzaError() {
            super(StanzaErrorCondition.ALL);
        }
    }

    /** For {@link SaslFailure}. */
    static final class OfSaslFailure extends ConditionAdapter<SaslFailureCondition> {
        OfSaslFailure() {
            super(SaslFailureCondition.ALL);
        }
    }

    private final ConditionSet<C> set;

    ConditionAdapter(ConditionSet<C> set) {
        this.set = set;
    }

    @Override
    public @Nullable ConditionPart<C> unmarshal(@Nullable JAXBElement<?> element) {
        if (element == null) {
            return null;
        }
        String text = element.getValue() instanceof String value ? value : "";
        return set.named(element.getName().getLocalPart())
                .map(condition -> new ConditionPart<>(condition, text))
                .orElse(null);
    }

    @Override
    public @Nullable JAXBElement<?> marshal(@Nullable ConditionPart<C> part) {
        if (part == null) {
            return null;
        }
        QName name = new QName(set.namespace(), part.condition().elementName());
        return part.condition().hasText()
                ? new JAXBElement<>(name, String.class, part.text())
                : new JAXBElement<>(name, EmptyXml.class, new EmptyXml());
    }
}
