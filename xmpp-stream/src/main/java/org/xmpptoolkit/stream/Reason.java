package org.xmpptoolkit.stream;

import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.StreamError;

/** Why a stream is closed. Immutable. */
public sealed interface Reason {
    /** {@return what happened, in one line for people} A text in it may be the peer's, so it may say anything. */
    String describe();

    /** The peer closed it in order. */
    record PeerClosed() implements Reason {
        @Override
        public String describe() {
            return "the peer closed the stream";
        }
    }

    /** We closed it in order. */
    record WeClosed() implements Reason {
        @Override
        public String describe() {
            return "the stream was closed from our side";
        }
    }

    /**
     * The peer broke a rule, or the application had enough.
     *
     * @param error what we told the peer
     */
    record ErrorSent(StreamError error) implements Reason {
        @Override
        public String describe() {
            return "we ended the stream with the error " + inWords(error);
        }
    }

    /**
     * The peer ended it with an error.
     *
     * @param error what it told us
     */
    record ErrorReceived(StreamError error) implements Reason {
        @Override
        public String describe() {
            return "the peer ended the stream with the error " + inWords(error);
        }
    }

    /**
     * The transport went away.
     *
     * @param cause the driver's exception, if there was one
     */
    record TransportLost(Optional<Throwable> cause) implements Reason {
        @Override
        public String describe() {
            return cause.map(thrown ->
                            thrown.getMessage() == null || thrown.getMessage().isBlank()
                                    ? thrown.getClass().getName()
                                    : line(thrown.getMessage()))
                    .orElse("the peer ended the connection without closing the stream");
        }
    }

    /**
     * TLS could not be had as {@link TlsPolicy} asks, or octets in clear came behind the start of TLS.
     *
     * @param message the cause in words
     */
    record TlsRefused(String message) implements Reason {
        @Override
        public String describe() {
            return line(message);
        }
    }

    /**
     * A feature without which the stream is of no use could not be negotiated.
     *
     * @param feature its name
     * @param message the cause in words
     */
    record NegotiationFailed(QName feature, String message) implements Reason {
        @Override
        public String describe() {
            return feature.getLocalPart() + " could not be negotiated: " + line(message);
        }
    }

    /** No SASL mechanism is both offered and on our own list. */
    record NoCommonMechanism() implements Reason {
        @Override
        public String describe() {
            return "the peer offers no authentication mechanism that we may use";
        }
    }

    /**
     * Authentication failed for good.
     *
     * @param failure what the peer said, or what we found in its messages
     */
    record AuthenticationFailed(SaslFailure failure) implements Reason {
        @Override
        public String describe() {
            return "authentication failed: " + failure.condition().elementName() + behind(failure.text());
        }
    }

    /**
     * The server said that authentication went well, or was about to, but did not prove that it knows the password: its signature
     * is wrong or missing (RFC 5802 section 5). Whoever it is, it is not to be trusted.
     */
    record ServerNotProved() implements Reason {
        @Override
        public String describe() {
            return "the server did not prove that it knows the password";
        }
    }

    private static String inWords(StreamError error) {
        return error.condition().elementName() + behind(error.text());
    }

    private static String behind(Optional<String> text) {
        String line = text.map(Reason::line).orElse("");
        return line.isEmpty() ? "" : ": " + line;
    }

    /** A text that may have something of the peer's, so lines and characters that control or hide, as one line that is not too long. */
    private static String line(String text) {
        String line = text.replaceAll("\\p{Cf}+", "")
                .replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ")
                .strip();
        int most = 500;
        if (line.length() <= most) {
            return line;
        }
        return line.substring(0, Character.isLowSurrogate(line.charAt(most)) ? most - 1 : most) + " ...";
    }
}
