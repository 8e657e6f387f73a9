/**
 * The command {@code xmpp}.
 *
 * <p>Start at {@link org.xmpptoolkit.testkit.cli.Xmpp}, which names the subcommands; each is a class of its own.
 */
@NullMarked
package org.xmpptoolkit.testkit.cli;

import org.jspecify.annotations.NullMarked;
