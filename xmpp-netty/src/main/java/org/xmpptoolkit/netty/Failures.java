package org.xmpptoolkit.netty;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.TransportException.Kind;

/** Turns what the network and TLS throw into a {@link TransportException} that names the cause. */
final class Failures {
    private static final int DEPTH = 20;

    private Failures() {}

    static TransportException of(Throwable failure) {
        if (failure instanceof TransportException known) {
            return known;
        }
        Optional<SSLException> tls = find(failure, SSLException.class);
        if (tls.isPresent()) {
            return ofTls(failure);
        }
        Kind kind = Kind.LOST;
        String text = "the connection broke";
        if (failure instanceof ConnectTimeoutException) {
            kind = Kind.TIMED_OUT;
            text = "no connection in time";
        } else if (failure instanceof NoRouteToHostException) {
            kind = Kind.UNREACHABLE;
            text = "the host cannot be reached";
        } else if (failure instanceof ConnectException) {
            kind = Kind.REFUSED;
            text = "the connection was refused";
        } else if (failure instanceof UnknownHostException) {
            kind = Kind.UNKNOWN_HOST;
            text = "the host is unknown";
        } else if (failure instanceof ClosedChannelException) {
            return new TransportException(kind, "the connection is closed", failure);
        }
        return new TransportException(kind, text + ": " + detail(failure), failure);
    }

    static TransportException ofBinding(InetSocketAddress address, Throwable failure) {
        boolean unavailable = failure instanceof BindException || failure instanceof UnresolvedAddressException;
        return new TransportException(
                unavailable ? Kind.ADDRESS_UNAVAILABLE : Kind.LOST,
                "cannot listen at " + address.getHostString() + " port " + address.getPort() + ": " + detail(failure),
                failure);
    }

    /** The failure of a handshake or of a record. */
    static TransportException ofTls(Throwable failure) {
        if (failure instanceof TransportException known) {
            return known;
        }
        if (find(failure, ClosedChannelException.class).isPresent()) {
            return endedInHandshake();
        }
        if (find(failure, NotSslRecordException.class).isPresent()) {
            return new TransportException(Kind.TLS, "the peer sends something else than TLS", failure);
        }
        if (expired(failure)) {
            return new TransportException(
                    Kind.CERTIFICATE_EXPIRED,
                    "the peer's certificate is expired or not yet valid: " + detail(root(failure)),
                    failure);
        }
        if (find(failure, CertPathBuilderException.class).isPresent()) {
            return new TransportException(
                    Kind.CERTIFICATE_UNTRUSTED,
                    "the peer's certificate is not trusted: no authority that we trust vouches for it",
                    failure);
        }
        if (find(failure, CertPathValidatorException.class).isPresent()) {
            return new TransportException(
                    Kind.CERTIFICATE_UNTRUSTED,
                    "the peer's certificate is not trusted: " + detail(root(failure)),
                    failure);
        }
        Optional<CertificateException> certificate = find(failure, CertificateException.class);
        if (certificate.isPresent()) {
            String message = detail(certificate.get());
            // The JDK has no type of its own for a wrong name.
            boolean name = message.contains("matching") || message.contains("alternative name");
            return name
                    ? new TransportException(
                            Kind.CERTIFICATE_NAME, "the peer's certificate is for another name: " + message, failure)
                    : new TransportException(
                            Kind.CERTIFICATE_UNTRUSTED, "the peer's certificate is not trusted: " + message, failure);
        }
        return new TransportException(Kind.TLS, "TLS failed: " + detail(root(failure)), failure);
    }

    static TransportException endedInHandshake() {
        return new TransportException(Kind.TLS, "the peer ended the connection during the TLS handshake", null);
    }

    static TransportException brokenInHandshake(Throwable failure) {
        return new TransportException(
                Kind.TLS, "the connection broke during the TLS handshake: " + detail(failure), failure);
    }

    static TransportException endedInUpgrade() {
        return new TransportException(
                Kind.NO_WEBSOCKET, "the peer ended the connection before it became a WebSocket", null);
    }

    /** An answer over HTTP, or one to a request for a WebSocket, is not what it should be. */
    static TransportException http(String message) {
        return new TransportException(Kind.NO_WEBSOCKET, message, null);
    }

    static TransportException webSocket(WebSocketCloseStatus status) {
        return new TransportException(
                Kind.WEBSOCKET,
                "the peer broke a rule of WebSocket (RFC 6455): " + status.code() + ", " + status.reasonText(),
                null);
    }

    static TransportException negotiationExpired(Duration time) {
        return new TransportException(
                Kind.TIMED_OUT, "negotiation was not complete within " + time.toMillis() + " ms", null);
    }

    static TransportException lookupExpired(String host) {
        return new TransportException(Kind.TIMED_OUT, "no address of " + host + " was found in time", null);
    }

    static TransportException noService() {
        return new TransportException(
                Kind.NO_SERVICE,
                "the DNS names no place to connect to: the domain has no such service, or no answer came",
                null);
    }

    static TransportException noWebSocket(Jid domain, String cause) {
        return new TransportException(
                Kind.NO_SERVICE, "host-meta of " + domain + " names no WebSocket to connect to: " + cause, null);
    }

    static TransportException unread(int octets) {
        return new TransportException(
                Kind.UNREAD, "too much waits for the peer to read: " + octets + " octets are the bound", null);
    }

    private static boolean expired(Throwable failure) {
        return find(failure, CertificateExpiredException.class).isPresent()
                || find(failure, CertificateNotYetValidException.class).isPresent();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        @Nullable Throwable at = failure;
        for (int depth = 0; at != null && depth < DEPTH; depth++) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }

    private static Throwable root(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; depth < DEPTH; depth++) {
            @Nullable Throwable cause = at.getCause();
            if (cause == null) {
                return at;
            }
            at = cause;
        }
        return at;
    }

    static String detail(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
