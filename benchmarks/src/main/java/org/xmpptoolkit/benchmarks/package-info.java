/**
 * Speed and memory, measured against the floor: what the same work costs in the parser alone, or in a split of the text.
 *
 * <p>A figure is a ratio to the floor of the same run; allocation ({@code -prof gc}) is the better witness on a noisy machine.
 * docs/benchmarks.md has the commands.
 */
@NullMarked
package org.xmpptoolkit.benchmarks;

import org.jspecify.annotations.NullMarked;
