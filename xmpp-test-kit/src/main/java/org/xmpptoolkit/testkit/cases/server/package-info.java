/** Cases about servers. */
@NullMarked
package org.xmpptoolkit.testkit.cases.server;

import org.jspecify.annotations.NullMarked;
