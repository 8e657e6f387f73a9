@NullMarked
package org.xmpptoolkit.testkit.cases;

import org.jspecify.annotations.NullMarked;
