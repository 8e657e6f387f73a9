/** Tests of the lookup of services. */
@NullMarked
package org.xmpptoolkit.stream.lookup;

import org.jspecify.annotations.NullMarked;
