/** Tests of stream management's own values. */
@NullMarked
package org.xmpptoolkit.stream.management;

import org.jspecify.annotations.NullMarked;
