/** How the project's own tests name the rules that they hold. */
@NullMarked
package org.xmpptoolkit.rules;

import org.jspecify.annotations.NullMarked;
