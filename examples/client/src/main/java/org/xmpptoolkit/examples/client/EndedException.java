package org.xmpptoolkit.examples.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.netty.TransportException;
import org.xmpptoolkit.stream.Reason;

/** A stream was closed, and not by us. Its message is one line that says what is wrong and how to mend it. */
final class EndedException extends IOException {
    private static final long serialVersionUID = 1;

    EndedException(Reason reason) {
        super(describe(reason));
    }

    /** What is wrong, and how to mend it, in one line. */
    static String describe(Reason reason) {
        if (reason instanceof Reason.AuthenticationFailed failed) {
            String condition = failed.failure().condition().elementName();
            return "the server refuses the login (" + condition + "): check --user and --password-file";
        } else if (reason instanceof Reason.ErrorReceived received) {
            String condition = received.error().condition().elementName();
            return "the server ends the stream with " + condition
                    + (condition.equals("host-unknown") ? ": check --domain" : "");
        } else if (reason instanceof Reason.TransportLost lost) {
            return lost.cause().map(cause -> describe(cause, reason)).orElse("the server ended the connection");
        } else if (reason instanceof Reason.TlsRefused) {
            return reason.describe() + ": the server has to offer STARTTLS, or give --direct-tls";
        }
        return reason.describe();
    }

    /** Both clients' exceptions: what xmpp-netty throws has the JDK's as a cause, or a kind. */
    private static String describe(Throwable failure, Reason reason) {
        Optional<TransportException.Kind> kind =
                failure instanceof TransportException known ? Optional.of(known.kind()) : Optional.empty();
        if (find(failure, ConnectException.class)) {
            return "nobody listens there: start the server, or check --server";
        } else if (find(failure, UnknownHostException.class)) {
            return "the host is unknown: check --server";
        } else if (find(failure, CertPathBuilderException.class)) {
            return "the server's certificate is not trusted: give its authority's with --ca";
        } else if (find(failure, SSLPeerUnverifiedException.class)
                || kind.equals(Optional.of(TransportException.Kind.CERTIFICATE_NAME))) {
            return reason.describe() + ": check --domain";
        } else if (find(failure, SocketTimeoutException.class)) {
            return "the server does not answer: check --server, and whether --direct-tls is for that port";
        }
        return reason.describe();
    }

    private static boolean find(Throwable failure, Class<? extends Throwable> type) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }
}
