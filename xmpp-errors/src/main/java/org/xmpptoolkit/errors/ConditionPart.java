package org.xmpptoolkit.errors;

/**
 * A defined condition as it stands inside an error.
 *
 * @param <C> the kind of condition
 * @param condition the condition
 * @param text the text of its element, empty for none and for a condition that has none
 */
record ConditionPart<C extends ErrorCondition>(C condition, String text) {}
