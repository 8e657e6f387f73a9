/**
 * Drivers for XMPP streams over TCP, with STARTTLS (RFC 6120 sections 3 and 5).
 *
 * <p>Start at {@link org.xmpptoolkit.netty.XmppClient} or {@link org.xmpptoolkit.netty.XmppServer}. A driver performs what an
 * {@link org.xmpptoolkit.stream.XmppStream} asks for, keeps its {@link org.xmpptoolkit.netty.Deadlines}, and hands the rest to an
 * {@link org.xmpptoolkit.netty.XmppListener}. Left out as yet: lookup of SRV records, direct TLS, reconnection.
 */
@NullMarked
package org.xmpptoolkit.netty;

import org.jspecify.annotations.NullMarked;
