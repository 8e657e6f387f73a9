/** A user's package, whose name begins as that of the JDK does. */
@NullMarked
package javabot;

import org.jspecify.annotations.NullMarked;
