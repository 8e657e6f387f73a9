package org.xmpptoolkit.stream;

import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.StreamError;

/** Why a stream is closed. */
public sealed interface Reason {
    /** The peer closed it in order. */
    record PeerClosed() implements Reason {}

    /** We closed it in order. */
    record WeClosed() implements Reason {}

    /**
     * The peer broke a rule, or the application had enough.
     *
     * @param error what we told the peer
     */
    record ErrorSent(StreamError error) implements Reason {}

    /**
     * The peer ended it with an error.
     *
     * @param error what it told us
     */
    record ErrorReceived(StreamError error) implements Reason {}

    /**
     * The transport went away.
     *
     * @param cause the driver's exception, if there was one
     */
    record TransportLost(Optional<Throwable> cause) implements Reason {}

    /**
     * TLS could not be had as {@link TlsPolicy} asks, or octets in clear came behind the start of TLS.
     *
     * @param message the cause in words
     */
    record TlsRefused(String message) implements Reason {}

    /**
     * A feature without which the stream is of no use could not be negotiated.
     *
     * @param feature its name
     * @param message the cause in words
     */
    record NegotiationFailed(QName feature, String message) implements Reason {}

    /** No SASL mechanism is both offered and on our own list. */
    record NoCommonMechanism() implements Reason {}

    /**
     * Authentication failed for good.
     *
     * @param failure what the peer said, or what we found in its messages
     */
    record AuthenticationFailed(SaslFailure failure) implements Reason {}

    /**
     * The server said that authentication went well, or was about to, but did not prove that it knows the password: its signature
     * is wrong or missing (RFC 5802 section 5). Whoever it is, it is not to be trusted.
     */
    record ServerNotProved() implements Reason {}
}
