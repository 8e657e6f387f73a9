/**
 * What becomes of a {@link org.xmpptoolkit.testkit.result.CheckReport}: files for people and for CI systems, and failures that are known
 * already.
 *
 * <p>Start at {@link org.xmpptoolkit.testkit.report.ReportWriter} and {@link org.xmpptoolkit.testkit.report.Baseline}.
 */
@NullMarked
package org.xmpptoolkit.testkit.report;

import org.jspecify.annotations.NullMarked;
