/**
 * A server for one domain, made of {@code XmppServer} and a small router of its own: {@link DomainServer} is the whole, {@link
 * ServerListener} answers what streams ask, {@link Router} takes stanzas to where they belong, {@link Accounts} knows who may log in. What
 * it leaves out a real server needs: rosters and subscriptions, offline messages, storage.
 */
@NullMarked
package org.xmpptoolkit.examples.singledomain;

import org.jspecify.annotations.NullMarked;
