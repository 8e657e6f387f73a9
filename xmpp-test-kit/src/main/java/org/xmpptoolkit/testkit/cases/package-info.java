/**
 * The checker's cases: one a rule of the register, each with the mutant that it kills.
 *
 * <p>Start at {@link org.xmpptoolkit.testkit.cases.CheckCases}.
 */
@NullMarked
package org.xmpptoolkit.testkit.cases;

import org.jspecify.annotations.NullMarked;
