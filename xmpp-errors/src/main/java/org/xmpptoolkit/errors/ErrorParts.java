package org.xmpptoolkit.errors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;

/**
 * The children that stream errors, stanza errors and SASL failures have in common.
 *
 * @param set the conditions that are defined
 * @param condition the first defined condition, or null if there is none
 * @param texts the texts
 * @param others every other child element: an unknown condition, an application-specific condition, and what is too much
 */
record ErrorParts<C extends ErrorCondition>(
        ConditionSet<C> set, @Nullable ConditionPart<C> condition, List<LangText> texts, List<XmlElement> others) {
    /** Copies the lists. */
    ErrorParts {
        texts = List.copyOf(texts);
        others = List.copyOf(others);
    }

    static <C extends ErrorCondition> ErrorParts<C> read(ConditionSet<C> set, XmlElement error) {
        @Nullable ConditionPart<C> condition = null;
        List<LangText> texts = new ArrayList<>(1);
        List<XmlElement> others = new ArrayList<>(1);
        for (XmlElement child : error.elements()) {
            Optional<C> found =
                    child.namespace().equals(set.namespace()) ? set.named(child.localName()) : Optional.empty();
            if (child.is(set.namespace(), "text")) {
                texts.add(LangText.fromElement(child));
            } else if (found.isPresent() && condition == null) {
                condition = new ConditionPart<>(found.get(), found.get().hasText() ? child.text() : "");
            } else {
                others.add(child);
            }
        }
        return new ErrorParts<>(set, condition, texts, others);
    }

    void writeTo(XmlElement.Builder out) {
        if (condition != null) {
            out.child(XmlElement.builder(set.namespace(), condition.condition().elementName())
                    .text(condition.text())
                    .build());
        }
        for (LangText text : texts) {
            out.child(text.toElement(set.namespace(), "text"));
        }
        out.children(others);
    }

    C definedCondition() {
        return condition == null ? set.fallback() : condition.condition();
    }

    Optional<String> conditionText() {
        return condition == null || condition.text().isEmpty() ? Optional.empty() : Optional.of(condition.text());
    }

    /** The condition that is not defined, where no defined one is there. */
    Optional<XmlElement> unknownCondition() {
        return condition != null
                ? Optional.empty()
                : others.stream()
                        .filter(e -> e.namespace().equals(set.namespace()))
                        .findFirst();
    }

    Optional<XmlElement> applicationCondition() {
        return others.stream()
                .filter(e -> !e.namespace().equals(set.namespace()))
                .findFirst();
    }
}
