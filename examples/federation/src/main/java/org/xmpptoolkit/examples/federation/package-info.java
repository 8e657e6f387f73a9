/** To be written. */
@org.jspecify.annotations.NullMarked
package org.xmpptoolkit.examples.federation;
