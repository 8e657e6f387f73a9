package org.xmpptoolkit.errors;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/** What the three builders have in common. Not thread-safe. */
abstract class ErrorBuilder<C extends ErrorCondition, B extends ErrorBuilder<C, B>> {
    final C condition;
    private final ConditionSet<C> set;
    private final List<LangText> texts = new ArrayList<>();
    private String conditionText = "";
    private List<XmlElement> others = List.of();

    ErrorBuilder(ConditionSet<C> set, C condition) {
        this.set = set;
        this.condition = Objects.requireNonNull(condition, "condition");
    }

    abstract B self();

    final B textOfCondition(String text, Predicate<String> wellFormed, String form) {
        Objects.requireNonNull(text, "text");
        if (!condition.hasText()) {
            throw new IllegalArgumentException(
                    condition.elementName() + " holds no text, and '" + text + "' was given");
        }
        if (!wellFormed.test(text)) {
            throw new IllegalArgumentException("'" + text + "' is no " + form);
        }
        conditionText = text;
        return self();
    }

    final ErrorParts<C> parts() {
        return new ErrorParts<>(set, new ConditionPart<>(condition, conditionText), texts, others);
    }

    /**
     * Adds a text for people; a language should come once.
     *
     * @param text the text and its language
     * @return this builder
     * @throws IllegalArgumentException if the language is no well-formed tag (RFC 6120 section 8.1.5)
     */
    public B text(LangText text) {
        Objects.requireNonNull(text, "text").rawLanguage().ifPresent(Language::of); // which refuses what is none
        texts.add(text);
        return self();
    }

    /**
     * Sets the application-specific condition.
     *
     * @param element an element in a namespace of the application's own
     * @return this builder
     * @throws IllegalArgumentException if the element is in the namespace of the defined conditions, a content namespace or the
     *     stream namespace
     */
    public B applicationCondition(XmlElement element) {
        String namespace = Objects.requireNonNull(element, "element").namespace();
        if (namespace.equals(set.namespace())
                || namespace.equals(Namespaces.STREAM)
                || Namespaces.isContentNamespace(namespace)) {
            throw new IllegalArgumentException(
                    element.name() + " is no application-specific condition: it needs a namespace of its own");
        }
        others = List.of(element);
        return self();
    }
}
