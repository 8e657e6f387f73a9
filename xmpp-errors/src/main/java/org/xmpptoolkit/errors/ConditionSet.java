package org.xmpptoolkit.errors;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All conditions of one kind.
 *
 * @param namespace the namespace name of their elements
 * @param fallback what a condition that no RFC defines is taken for
 * @param byName the conditions by the local names of their elements
 */
record ConditionSet<C extends ErrorCondition>(String namespace, C fallback, Map<String, C> byName) {
    static <C extends Enum<C> & ErrorCondition> ConditionSet<C> of(String namespace, C fallback) {
        return new ConditionSet<>(
                namespace,
                fallback,
                Stream.of(fallback.getDeclaringClass().getEnumConstants())
                        .collect(Collectors.toUnmodifiableMap(ErrorCondition::elementName, Function.identity())));
    }

    /** The name on the wire of a constant. */
    static String elementName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Optional<C> named(String elementName) {
        return Optional.ofNullable(byName.get(Objects.requireNonNull(elementName, "elementName")));
    }
}
