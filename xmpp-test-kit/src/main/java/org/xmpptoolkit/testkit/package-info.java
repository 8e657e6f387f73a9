/**
 * For tests of programs that speak XMPP: streams wired in memory and an endpoint to talk to.
 *
 * <p>The command {@code xmpp} is built from this module too, and lives in a package that is not exported.
 */
@NullMarked
package org.xmpptoolkit.testkit;

import org.jspecify.annotations.NullMarked;
