/** The page in a real browser. */
@NullMarked
package org.xmpptoolkit.examples.webclient;

import org.jspecify.annotations.NullMarked;
