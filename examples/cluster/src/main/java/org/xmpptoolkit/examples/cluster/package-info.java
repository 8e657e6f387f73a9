/**
 * A server of several nodes, which share sessions, presence and stream management through Hazelcast.
 *
 * <p>Start at {@link org.xmpptoolkit.examples.cluster.Node}: what a node does is in {@code ClientStream}, {@code Router} and {@code
 * Account}; how nodes reach each other in {@code Grid} and {@code Lanes}. Why it is made so: docs/adr/0008-cluster.md. Left out:
 * rosters, other domains, directed presence at the end of a session.
 */
@NullMarked
package org.xmpptoolkit.examples.cluster;

import org.jspecify.annotations.NullMarked;
