/** Cases about clients. */
@NullMarked
package org.xmpptoolkit.testkit.cases.client;

import org.jspecify.annotations.NullMarked;
