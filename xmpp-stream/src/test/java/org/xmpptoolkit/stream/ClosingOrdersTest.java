package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;

/** The two halves of a stream end in every order (RFC 6120 sections 4.4 and 4.9.1.1). */
class ClosingOrdersTest {
    private static final String TAG = "</stream:stream>";
    private static final String ERROR =
            "<stream:error><reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";

    private enum Act {
        WE_CLOSE,
        WE_FAIL,
        PEER_CLOSES,
        PEER_FAILS,
        TRANSPORT_ENDS;

        void on(Transcript stream) {
            switch (this) {
                case WE_CLOSE -> stream.add(stream.stream.close());
                case WE_FAIL -> stream.add(stream.stream.fail(StreamError.of(StreamErrorCondition.RESET)));
                case PEER_CLOSES -> stream.feed(TAG);
                case PEER_FAILS -> stream.feed(ERROR + TAG);
                case TRANSPORT_ENDS -> stream.add(stream.stream.disconnected(Optional.empty()));
            }
        }
    }

    /** An initiator whose peer has not opened yet, one that negotiates, and both roles established. */
    private static List<Transcript> streams(boolean opened) {
        Transcript negotiating = Streams.initiating(new Streams.Login());
        negotiating.feed(
                Streams.SERVER_HEADER + "<stream:features><login xmlns='urn:example:login'/></stream:features>");
        Transcript offering = Streams.receiving(new Streams.Login());
        offering.feed(Streams.CLIENT_HEADER);
        return opened
                ? List.of(negotiating, offering, Streams.establishedInitiating(), Streams.establishedReceiving())
                : List.of(Streams.initiating());
    }

    @ParameterizedTest
    @CsvSource({
        "WE_CLOSE,       PEER_CLOSES,    WeClosed",
        "WE_CLOSE,       PEER_FAILS,     ErrorReceived",
        "WE_CLOSE,       WE_CLOSE,       ''",
        "WE_CLOSE,       WE_FAIL,        WeClosed",
        "WE_CLOSE,       TRANSPORT_ENDS, WeClosed",
        "PEER_CLOSES,    WE_CLOSE,       PeerClosed",
        "PEER_CLOSES,    WE_FAIL,        PeerClosed",
        "PEER_CLOSES,    PEER_CLOSES,    PeerClosed",
        "PEER_CLOSES,    TRANSPORT_ENDS, PeerClosed",
        "PEER_FAILS,     WE_CLOSE,       ErrorReceived",
        "PEER_FAILS,     WE_FAIL,        ErrorReceived",
        "PEER_FAILS,     PEER_FAILS,     ErrorReceived",
        "PEER_FAILS,     TRANSPORT_ENDS, ErrorReceived",
        "WE_FAIL,        PEER_CLOSES,    ErrorSent",
        "WE_FAIL,        PEER_FAILS,     ErrorSent",
        "WE_FAIL,        WE_CLOSE,       ErrorSent",
        "WE_FAIL,        TRANSPORT_ENDS, ErrorSent",
        "TRANSPORT_ENDS, WE_CLOSE,       TransportLost",
        "TRANSPORT_ENDS, WE_FAIL,        TransportLost",
        "TRANSPORT_ENDS, PEER_CLOSES,    TransportLost",
    })
    @Rule({"R-032", "R-033", "R-036", "R-100", "R-101"})
    void halvesEndInEveryOrder(Act first, Act second, String reason) {
        for (Transcript stream : streams(true)) {
            first.on(stream);
            second.on(stream);
            assertEnded(stream, first, reason);
        }
    }

    /** Our header is out, the peer's not yet. */
    @ParameterizedTest
    @CsvSource({
        "WE_CLOSE,       PEER_CLOSES,    WeClosed",
        "WE_CLOSE,       PEER_FAILS,     ErrorReceived",
        "WE_FAIL,        PEER_CLOSES,    ErrorSent",
        "PEER_CLOSES,    WE_CLOSE,       PeerClosed",
        "PEER_FAILS,     WE_CLOSE,       ErrorReceived",
        "TRANSPORT_ENDS, WE_CLOSE,       TransportLost",
    })
    @Rule({"R-032", "R-033", "R-036"})
    void halfThatOpensLateEndsToo(Act first, Act second, String reason) {
        for (Transcript stream : streams(false)) {
            boolean peerFirst = first == Act.PEER_CLOSES || first == Act.PEER_FAILS;
            if (peerFirst) {
                stream.feed(Streams.SERVER_HEADER);
            }
            first.on(stream);
            if (!peerFirst) {
                stream.feed(Streams.SERVER_HEADER + Streams.NO_FEATURES);
            }
            second.on(stream);
            assertEnded(stream, first, reason);
            assertTrue(stream.all(StreamEvent.Established.class).isEmpty());
        }
    }

    private static void assertEnded(Transcript stream, Act first, String reason) {
        String written = Transcript.written(stream.events);
        boolean tag = first != Act.TRANSPORT_ENDS;
        assertEquals(tag ? written.length() - TAG.length() : -1, written.indexOf(TAG), written);
        if (reason.isEmpty()) {
            assertEquals(Phase.CLOSING, stream.stream.state().phase());
            assertTrue(stream.all(StreamEvent.Closed.class).isEmpty());
            return;
        }
        assertEquals(reason, stream.closed().getClass().getSimpleName());
        assertTrue(stream.events.get(stream.events.size() - 1) instanceof StreamEvent.Closed);
        assertEquals(List.of(), stream.stream.close());
        assertEquals(Phase.CLOSED, stream.stream.state().phase());
    }
}
