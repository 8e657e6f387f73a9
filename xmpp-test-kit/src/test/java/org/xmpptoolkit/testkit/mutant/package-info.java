@NullMarked
package org.xmpptoolkit.testkit.mutant;

import org.jspecify.annotations.NullMarked;
