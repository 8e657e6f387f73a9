/** Cases about servers, by way of other servers. */
@NullMarked
package org.xmpptoolkit.testkit.cases.federation;

import org.jspecify.annotations.NullMarked;
