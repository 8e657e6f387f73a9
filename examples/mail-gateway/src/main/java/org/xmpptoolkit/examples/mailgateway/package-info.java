/**
 * A gateway to mail: a component (XEP-0114) that turns messages into mail and mail into messages.
 *
 * <p>Start at {@link org.xmpptoolkit.examples.mailgateway.Gateway}, which puts the parts together. What is under way waits in two
 * folders on disk, one for each direction; nothing leaves one before the other side has it. Whoever takes out of a folder ({@code
 * MailOut}, {@code XmppOut}) and whoever puts in ({@code XmppIn}, {@code MailIn}) do not know each other.
 */
@NullMarked
package org.xmpptoolkit.examples.mailgateway;

import org.jspecify.annotations.NullMarked;
