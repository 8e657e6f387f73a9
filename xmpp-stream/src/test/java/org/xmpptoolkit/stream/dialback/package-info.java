/** Tests of dialback's own values. */
@NullMarked
package org.xmpptoolkit.stream.dialback;

import org.jspecify.annotations.NullMarked;
