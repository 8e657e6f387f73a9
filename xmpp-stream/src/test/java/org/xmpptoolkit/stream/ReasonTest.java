package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;

/** What people are told of the end of a stream. */
class ReasonTest {
    private static void assertDescribed(String line, Reason reason) {
        assertEquals(line, reason.describe());
    }

    @Test
    void namesTheConditionAndWhatThePeerSaidOfIt() {
        StreamError bare = StreamError.of(StreamErrorCondition.CONFLICT);
        assertDescribed("the peer ended the stream with the error conflict", new Reason.ErrorReceived(bare));
        assertDescribed("we ended the stream with the error conflict", new Reason.ErrorSent(bare));
        SaslFailure failure = SaslFailure.of(SaslFailureCondition.NOT_AUTHORIZED, "wrong password");
        assertDescribed(
                "authentication failed: not-authorized: wrong password", new Reason.AuthenticationFailed(failure));
    }

    @Test
    void saysWhatTheDriverSaid() {
        assertDescribed("reset by peer", new Reason.TransportLost(Optional.of(new IOException("reset by peer"))));
        assertDescribed("java.io.IOException", new Reason.TransportLost(Optional.of(new IOException())));
        assertDescribed("java.io.IOException", new Reason.TransportLost(Optional.of(new IOException("\n"))));
        assertDescribed(
                "the peer ended the connection without closing the stream", new Reason.TransportLost(Optional.empty()));
        assertDescribed(
                "bind could not be negotiated: it is missing",
                new Reason.NegotiationFailed(new QName("urn:ietf:params:xml:ns:xmpp-bind", "bind"), "it is missing"));
    }

    @Test
    void cutsALongText() {
        StreamError error = StreamError.of(StreamErrorCondition.RESET, "x".repeat(499) + "\ud83d\ude00".repeat(9_999));
        assertEquals(
                "the peer ended the stream with the error reset: " + "x".repeat(499) + " ...",
                new Reason.ErrorReceived(error).describe());
    }

    /** A peer must not write lines of its own into a log, nor tell a terminal what to do. */
    @Test
    void makesOneLineOfThePeersText() {
        StreamError error =
                StreamError.of(StreamErrorCondition.RESET, "\nlater\r\n\tERROR all\u2028is\u0085lost\u009b1m\u202e\n");
        assertDescribed(
                "the peer ended the stream with the error reset: later ERROR all is lost 1m",
                new Reason.ErrorReceived(error));
        assertDescribed(
                "the peer ended the stream with the error reset",
                new Reason.ErrorReceived(StreamError.of(StreamErrorCondition.RESET, "\n")));
        assertDescribed("no TLS: bad name a b", new Reason.TlsRefused("no TLS: bad name a\nb"));
    }
}
