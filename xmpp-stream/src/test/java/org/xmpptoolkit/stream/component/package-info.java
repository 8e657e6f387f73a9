/** Tests of the handshake of components. */
@NullMarked
package org.xmpptoolkit.stream.component;

import org.jspecify.annotations.NullMarked;
