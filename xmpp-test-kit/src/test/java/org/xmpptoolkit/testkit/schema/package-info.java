@NullMarked
package org.xmpptoolkit.testkit.schema;

import org.jspecify.annotations.NullMarked;
