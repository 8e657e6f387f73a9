/** What the register of rules and the tables of errors say of each other, for the command and for the documentation of schemas. */
@NullMarked
package org.xmpptoolkit.testkit.register;

import org.jspecify.annotations.NullMarked;
