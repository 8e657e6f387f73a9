package org.xmpptoolkit.errors;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
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
     */
    public B text(LangText text) {
        texts.add(Objects.requireNonNull(text, "text"));
        return self();
    }

    /**
     * Sets the application-specific condition.
     *
     * @param element an element in a namespace of the application's own
     * @return this builder
     * @throws IllegalArgumentException if the element is in the namespace of the defined conditions
     */
    public B applicationCondition(XmlElement element) {
        if (Objects.requireNonNull(element, "element").namespace().equals(set.namespace())) {
            throw new IllegalArgumentException(
                    element.name() + " is no application-specific condition: it needs a namespace of its own");
        }
        others = List.of(element);
        return self();
    }
}
