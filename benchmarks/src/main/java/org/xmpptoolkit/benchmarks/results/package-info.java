/**
 * The page of what was measured: JMH's table and the footprints, as they were printed, made into {@code RESULTS.md}, its charts, and
 * the figures that the README quotes.
 */
@NullMarked
package org.xmpptoolkit.benchmarks.results;

import org.jspecify.annotations.NullMarked;
