package org.xmpptoolkit.netty;

/**
 * Hears what goes over the wire, without secrets: what stands inside of elements for authentication is left out, whichever way the
 * octets are cut. These are SASL's {@code auth}, {@code challenge}, {@code response} and {@code success}, SASL2's {@code authenticate}
 * and its parts, and {@code password}, {@code digest}, {@code handshake}, {@code token}, in any namespace; dialback's {@code db:result}
 * and {@code db:verify} with this prefix, which stands for its namespace. So are the values of
 * attributes of {@code token}, and those that name a stream to be resumed (XEP-0198): {@code id} of {@code enabled}, {@code previd}
 * of {@code resume} and {@code resumed}. All else is told, message bodies too.
 */
@FunctionalInterface
public interface WireLog {
    /** Which way octets go. */
    enum Direction {
        /** From us to the peer. */
        SENT,
        /** From the peer to us. */
        RECEIVED
    }

    /**
     * Hears of octets, as text. Called on the event loop of the connection, in the order of what happens, so it must not block; if it
     * throws, the stream ends as with a listener that throws.
     *
     * @param connection where
     * @param direction which way
     * @param text what the octets say before TLS, in pieces as they come; {@code [secret]} stands for what is left out
     */
    void octets(XmppConnection connection, Direction direction, String text);
}
