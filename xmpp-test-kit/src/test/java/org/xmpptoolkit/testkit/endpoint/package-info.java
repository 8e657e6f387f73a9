/** Tests of the embedded endpoint. */
@NullMarked
package org.xmpptoolkit.testkit.endpoint;

import org.jspecify.annotations.NullMarked;
