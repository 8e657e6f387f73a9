/** Tests of the features of a stream. */
@NullMarked
package org.xmpptoolkit.stream.feature;

import org.jspecify.annotations.NullMarked;
