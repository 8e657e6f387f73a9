/** Endpoints with one rule broken on purpose, to judge the checker's cases by. */
@NullMarked
package org.xmpptoolkit.testkit.mutant;

import org.jspecify.annotations.NullMarked;
