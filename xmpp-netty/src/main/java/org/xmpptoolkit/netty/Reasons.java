package org.xmpptoolkit.netty;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.stream.Reason;

/** Puts reasons into words. */
final class Reasons {
    private Reasons() {}

    static String describe(Reason reason) {
        if (reason instanceof Reason.PeerClosed) {
            return "the peer closed the stream";
        } else if (reason instanceof Reason.WeClosed) {
            return "the stream was closed from our side";
        } else if (reason instanceof Reason.ErrorSent sent) {
            return "we ended the stream with the error " + describe(sent.error());
        } else if (reason instanceof Reason.ErrorReceived received) {
            return "the peer ended the stream with the error " + describe(received.error());
        } else if (reason instanceof Reason.TransportLost lost) {
            return lost.cause()
                    .map(cause -> Optional.ofNullable(cause.getMessage()).orElse(cause.toString()))
                    .orElse("the peer ended the connection without closing the stream");
        } else if (reason instanceof Reason.TlsRefused refused) {
            return refused.message();
        } else if (reason instanceof Reason.NegotiationFailed failed) {
            return failed.feature().getLocalPart() + " could not be negotiated: " + failed.message();
        } else if (reason instanceof Reason.NoCommonMechanism) {
            return "the peer offers no authentication mechanism that we may use";
        } else if (reason instanceof Reason.ServerNotProved) {
            return "the server did not prove that it knows the password";
        } else if (reason instanceof Reason.AuthenticationFailed failed) {
            return "authentication failed: "
                    + failed.failure().condition().elementName()
                    + failed.failure().text().map(text -> ": " + text).orElse("");
        }
        return reason.toString();
    }

    static @Nullable Throwable cause(Reason reason) {
        return reason instanceof Reason.TransportLost lost ? lost.cause().orElse(null) : null;
    }

    private static String describe(StreamError error) {
        return error.condition().elementName()
                + error.text().map(text -> ": " + text).orElse("");
    }
}
