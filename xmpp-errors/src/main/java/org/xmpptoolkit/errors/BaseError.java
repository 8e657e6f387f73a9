package org.xmpptoolkit.errors;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;

/** What the three kinds of error have in common. A subclass has the fields that JAXB sets, and nobody else after construction. */
@XmlTransient
@XmlAccessorType(XmlAccessType.FIELD)
abstract class BaseError<C extends ErrorCondition> {
    /** What it was read from, or is written as; null until that is asked for. */
    @XmlTransient
    private @Nullable XmlElement element;

    BaseError(@Nullable XmlElement element) {
        this.element = element;
    }

    /** The fields that JAXB sets. */
    abstract ErrorParts<C> parts();

    /** Writes the fields. */
    abstract XmlElement write();

    /** The element by which two errors are compared. */
    abstract XmlElement compared();

    final XmlElement element() {
        XmlElement known = element;
        if (known == null) {
            known = write();
            element = known; // several threads may do this, and come to the same
        }
        return known;
    }

    final Optional<String> textOfCondition() {
        return parts().conditionText();
    }

    /**
     * {@return the condition, by the name that came} One that no RFC defines, and none at all, is {@code undefined-condition}, or {@code
     * not-authorized} in a SASL failure (RFC 6120 sections 4.9.2, 8.3.2 and 6.5).
     */
    public C condition() {
        return parts().definedCondition();
    }

    /** {@return the element of a condition that no RFC defines, if that is what came} */
    public Optional<XmlElement> unknownCondition() {
        return parts().unknownCondition();
    }

    /** {@return the texts for people, in the order they came in} */
    public List<LangText> texts() {
        return parts().texts();
    }

    /** {@return the first of the texts, if there is one} */
    public Optional<String> text() {
        return texts().stream().findFirst().map(LangText::text);
    }

    /**
     * The text that fits a language best, by {@link LangText#best}.
     *
     * @param wanted the reader's language
     * @return the text, or nothing if there is none
     */
    public Optional<String> text(Language wanted) {
        return LangText.best(texts(), Optional.empty(), wanted).map(LangText::text);
    }

    /** {@return the application-specific condition, the first where several came (RFC 6120 sections 4.9.4 and 8.3.4)} */
    public Optional<XmlElement> applicationCondition() {
        return parts().applicationCondition();
    }

    /** Equal if they are of one kind and their elements are equal. */
    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof BaseError<?> that
                && that.getClass() == getClass()
                && compared().equals(that.compared());
    }

    @Override
    public final int hashCode() {
        return compared().hashCode();
    }

    /** The XML, for logs; a text that may hold a secret is left out. */
    @Override
    public final String toString() {
        return compared().toString();
    }
}
