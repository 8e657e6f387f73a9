/** Cases about servers, over the port for components. */
@NullMarked
package org.xmpptoolkit.testkit.cases.component;

import org.jspecify.annotations.NullMarked;
