/** Tests of the stream machine. */
@NullMarked
package org.xmpptoolkit.stream;

import org.jspecify.annotations.NullMarked;
