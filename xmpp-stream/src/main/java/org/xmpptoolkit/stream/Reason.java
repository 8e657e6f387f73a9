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
     * @param failure what the peer, or our own check of the peer's proof, said
     */
    record AuthenticationFailed(SaslFailure failure) implements Reason {}
}
