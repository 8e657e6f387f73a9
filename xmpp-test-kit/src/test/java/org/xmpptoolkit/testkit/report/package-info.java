@NullMarked
package org.xmpptoolkit.testkit.report;

import org.jspecify.annotations.NullMarked;
