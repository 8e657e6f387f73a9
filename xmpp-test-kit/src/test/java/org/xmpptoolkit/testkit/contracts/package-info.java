@NullMarked
package org.xmpptoolkit.testkit.contracts;

import org.jspecify.annotations.NullMarked;
