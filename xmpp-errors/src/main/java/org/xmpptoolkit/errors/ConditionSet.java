package org.xmpptoolkit.errors;

import com.google.common.base.Suppliers;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xmpptoolkit.docs.DocComment;
import org.xmpptoolkit.docs.DocComments;

/**
 * All conditions of one kind.
 *
 * @param namespace the namespace name of their elements
 * @param fallback what a condition that no RFC defines is taken for
 * @param byName the conditions by the local names of their elements
 * @param comments the doc comments of their constants, read when they are first asked for
 */
record ConditionSet<C extends ErrorCondition>(
        String namespace, C fallback, Map<String, C> byName, Supplier<DocComments> comments) {
    static <C extends Enum<C> & ErrorCondition> ConditionSet<C> of(String namespace, C fallback) {
        Class<C> type = fallback.getDeclaringClass();
        return new ConditionSet<>(
                namespace,
                fallback,
                Stream.of(type.getEnumConstants())
                        .collect(Collectors.toUnmodifiableMap(ErrorCondition::elementName, Function.identity())),
                Suppliers.memoize(() -> DocComments.of(type)));
    }

    /** The name on the wire of a constant. */
    static String elementName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Optional<C> named(String elementName) {
        return Optional.ofNullable(byName.get(Objects.requireNonNull(elementName, "elementName")));
    }

    /** What the doc comment of a constant says. */
    String meaning(Enum<?> constant) {
        return comments.get()
                .member(constant.name())
                .map(DocComment::text)
                .orElseThrow(() -> new IllegalStateException("the doc comment of "
                        + constant.getDeclaringClass().getName() + "." + constant.name()
                        + " was not kept: compile it with the processor of xmpp-docs, and leave"
                        + " META-INF/org.xmpptoolkit.docs in its jar"));
    }
}
