/**
 * The XMPP stream without input or output: octets and commands go in, an ordered list of events comes out (RFC 6120 section 4).
 *
 * <p>Start at {@link org.xmpptoolkit.stream.XmppStream}. Whoever has a transport performs each {@link
 * org.xmpptoolkit.stream.StreamEvent.Effect} and hears each {@link org.xmpptoolkit.stream.StreamEvent.Notice}, in order;
 * {@link org.xmpptoolkit.stream.EventPump} keeps that order. There is no thread, socket or clock in here.
 */
@NullMarked
package org.xmpptoolkit.stream;

import org.jspecify.annotations.NullMarked;
