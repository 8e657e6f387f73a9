/** Tests of the identities in certificates. */
@NullMarked
package org.xmpptoolkit.stream.identity;

import org.jspecify.annotations.NullMarked;
