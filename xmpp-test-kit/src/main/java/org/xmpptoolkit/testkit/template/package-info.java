/** Pages and other files from templates. */
@NullMarked
package org.xmpptoolkit.testkit.template;

import org.jspecify.annotations.NullMarked;
