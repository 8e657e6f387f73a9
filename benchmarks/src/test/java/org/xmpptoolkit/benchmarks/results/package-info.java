@NullMarked
package org.xmpptoolkit.benchmarks.results;

import org.jspecify.annotations.NullMarked;
