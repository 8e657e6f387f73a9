/** Traces of clients and servers in use, replayed with a stream of ours in the place of either. */
@NullMarked
package org.xmpptoolkit.testkit.replay;

import org.jspecify.annotations.NullMarked;
