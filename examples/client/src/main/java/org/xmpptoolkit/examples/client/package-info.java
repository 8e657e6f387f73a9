/**
 * A client, twice: {@link NettyClient} over xmpp-netty, and {@link SocketClient} over a plain socket of the JDK, which shows all that a
 * transport of one's own has to do. Both log in as {@link Login} says and leave stanzas to one {@link Conversation}. {@link Tide} is a
 * payload of one's own.
 */
@NullMarked
package org.xmpptoolkit.examples.client;

import org.jspecify.annotations.NullMarked;
