package org.xmpptoolkit.netty;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a connection could not be had or kept. Its message names the cause, and fits into one line for people. */
public final class TransportException extends IOException {
    private static final long serialVersionUID = 1;

    /** What kind of cause it is. */
    private final Kind kind;

    TransportException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** {@return what kind of cause it is} */
    public Kind kind() {
        return kind;
    }

    /** The kinds of causes. */
    public enum Kind {
        /** Nobody listens at the address. */
        REFUSED,
        /**
         * The DNS says that the domain has no such service, or names none with direct TLS where the policy asks for that; or host-meta
         * names no WebSocket.
         */
        NO_SERVICE,
        /** The host has no address. */
        UNKNOWN_HOST,
        /** The network does not lead to the host. */
        UNREACHABLE,
        /** A deadline went by: {@link Deadlines#negotiation}, or that of the system for a connection. */
        TIMED_OUT,
        /** The address to listen at is in use, or not one of ours. */
        ADDRESS_UNAVAILABLE,
        /** The peer's certificate leads to no authority that is trusted. */
        CERTIFICATE_UNTRUSTED,
        /** The peer's certificate is for another name (RFC 6120 section 13.7.1). */
        CERTIFICATE_NAME,
        /** The peer's certificate is no longer, or not yet, valid. */
        CERTIFICATE_EXPIRED,
        /** There is no certificate of our own for the domain. */
        CERTIFICATE_MISSING,
        /** TLS failed in another way. */
        TLS,
        /** The peer left more unread than may wait: {@link XmppServer.Builder#outputOctets}. */
        UNREAD,
        /** The server did not make the connection a WebSocket (RFC 7395 section 3.1); the message says what it answered. */
        NO_WEBSOCKET,
        /** The peer broke a rule of WebSocket (RFC 6455). */
        WEBSOCKET,
        /** The connection broke. */
        LOST
    }
}
