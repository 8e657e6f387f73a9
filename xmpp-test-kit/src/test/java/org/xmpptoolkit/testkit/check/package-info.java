@NullMarked
package org.xmpptoolkit.testkit.check;

import org.jspecify.annotations.NullMarked;
