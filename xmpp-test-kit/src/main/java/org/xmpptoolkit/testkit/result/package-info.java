/**
 * What the checker found: verdicts, and the exchanges that they rest on.
 *
 * <p>Start at {@link org.xmpptoolkit.testkit.result.CheckReport}.
 */
@NullMarked
package org.xmpptoolkit.testkit.result;

import org.jspecify.annotations.NullMarked;
