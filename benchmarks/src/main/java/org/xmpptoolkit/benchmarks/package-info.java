/**
 * Speed and memory, measured against the floor: what the same work costs in the parser alone.
 *
 * <p>A figure is a ratio to the floor of the same run; allocation is the better witness on a noisy machine.
 */
@NullMarked
package org.xmpptoolkit.benchmarks;

import org.jspecify.annotations.NullMarked;
