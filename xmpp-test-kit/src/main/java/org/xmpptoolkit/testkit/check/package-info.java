/**
 * The checker: judges servers and clients over the wire, rule by rule.
 *
 * <p>Start at {@link org.xmpptoolkit.testkit.check.Checker}. A case is written with {@link
 * org.xmpptoolkit.testkit.check.CheckCase}; those of the register are in {@code org.xmpptoolkit.testkit.cases}.
 */
@NullMarked
package org.xmpptoolkit.testkit.check;

import org.jspecify.annotations.NullMarked;
