/** Tests of the cluster: three nodes in one process. */
@NullMarked
package org.xmpptoolkit.examples.cluster;

import org.jspecify.annotations.NullMarked;
