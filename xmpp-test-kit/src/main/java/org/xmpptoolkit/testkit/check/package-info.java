/**
 * The checker: judges an endpoint over the wire, rule by rule.
 *
 * <p>Start at {@link org.xmpptoolkit.testkit.check.ServerCheck}.
 */
@NullMarked
package org.xmpptoolkit.testkit.check;

import org.jspecify.annotations.NullMarked;
