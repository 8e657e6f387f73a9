/** Tests of what is published: poms, jars and what stands in them. */
@NullMarked
package org.xmpptoolkit.publishing;

import org.jspecify.annotations.NullMarked;
