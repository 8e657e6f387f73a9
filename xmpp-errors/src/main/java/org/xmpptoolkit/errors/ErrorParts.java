package org.xmpptoolkit.errors;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;

/**
 * The children that stream errors, stanza errors and SASL failures have in common.
 *
 * @param condition the first defined condition, or null if there is none
 * @param texts the texts
 * @param others every other child element: an unknown condition, an application-specific condition, and what is too much
 */
record ErrorParts<C>(@Nullable ConditionPart<C> condition, List<LangText> texts, List<XmlElement> others) {
    static <C> ErrorParts<C> read(
            XmlElement error, String namespace, Function<String, Optional<C>> known, Predicate<C> hasText) {
        @Nullable ConditionPart<C> condition = null;
        List<LangText> texts = new ArrayList<>(1);
        List<XmlElement> others = new ArrayList<>(1);
        for (XmlElement child : error.elements()) {
            Optional<C> found = child.namespace().equals(namespace) ? known.apply(child.localName()) : Optional.empty();
            if (child.is(namespace, "text")) {
                texts.add(LangText.fromElement(child));
            } else if (found.isPresent() && condition == null) {
                condition = new ConditionPart<>(found.get(), hasText.test(found.get()) ? child.text() : "");
            } else {
                others.add(child);
            }
        }
        return new ErrorParts<>(condition, texts, others);
    }

    static void write(
            XmlElement.Builder out,
            String namespace,
            @Nullable String conditionName,
            String conditionText,
            List<LangText> texts,
            List<XmlElement> others) {
        if (conditionName != null) {
            out.child(XmlElement.builder(namespace, conditionName)
                    .text(conditionText)
                    .build());
        }
        for (LangText text : texts) {
            out.child(text.toElement(namespace, "text"));
        }
        out.children(others);
    }

    /** The condition that is not defined, where no defined one is there. */
    static Optional<XmlElement> unknownCondition(
            @Nullable ConditionPart<?> condition, String namespace, List<XmlElement> others) {
        return condition != null
                ? Optional.empty()
                : others.stream().filter(e -> e.namespace().equals(namespace)).findFirst();
    }

    static Optional<XmlElement> applicationCondition(String namespace, List<XmlElement> others) {
        return others.stream().filter(e -> !e.namespace().equals(namespace)).findFirst();
    }

    static void requireForeign(XmlElement application, String namespace) {
        if (application.namespace().equals(namespace)) {
            throw new IllegalArgumentException("{" + namespace + "}" + application.localName()
                    + " is no application-specific condition: it needs a namespace of its own");
        }
    }

    static void requireTextAllowed(String elementName, boolean allowed, String text) {
        if (!allowed && !text.isEmpty()) {
            throw new IllegalArgumentException(elementName + " holds no text, and '" + text + "' was given");
        }
    }
}
