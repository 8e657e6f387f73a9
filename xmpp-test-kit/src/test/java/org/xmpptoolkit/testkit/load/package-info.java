/** Tests of load. */
@NullMarked
package org.xmpptoolkit.testkit.load;

import org.jspecify.annotations.NullMarked;
