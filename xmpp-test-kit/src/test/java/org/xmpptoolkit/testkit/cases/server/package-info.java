/** Tests of what cases about servers say by hand. */
@org.jspecify.annotations.NullMarked
package org.xmpptoolkit.testkit.cases.server;
