/**
 * Drivers for XMPP streams over TCP, with STARTTLS or direct TLS (RFC 6120 sections 3 and 5, XEP-0368), and over WebSocket (RFC 7395).
 *
 * <p>Start at {@link org.xmpptoolkit.netty.XmppClient} or {@link org.xmpptoolkit.netty.XmppServer}. A driver performs what an
 * {@link org.xmpptoolkit.stream.XmppStream} asks for, keeps its {@link org.xmpptoolkit.netty.Deadlines}, and hands the rest to an
 * {@link org.xmpptoolkit.netty.XmppListener}. A client finds its server by the domain ({@link
 * org.xmpptoolkit.netty.DnsSrvResolver}), and a {@link org.xmpptoolkit.netty.Reconnector} connects again.
 * How a server takes WebSockets is in {@link org.xmpptoolkit.netty.WebSocketOptions}.
 */
@NullMarked
package org.xmpptoolkit.netty;

import org.jspecify.annotations.NullMarked;
