/** Tests of framings. */
@NullMarked
package org.xmpptoolkit.stream.framing;

import org.jspecify.annotations.NullMarked;
