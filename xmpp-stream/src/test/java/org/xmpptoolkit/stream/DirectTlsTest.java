package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.feature.StartTls;

/** Streams whose transport brings TLS (XEP-0368). */
class DirectTlsTest {
    private static final TlsSession SESSION =
            TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build();

    private static Transcript receiving() {
        StreamConfig config =
                Streams.serving(new StartTls()).tlsPolicy(TlsPolicy.DIRECT).build();
        return new Transcript(XmppStream.receiving(config));
    }

    @Test
    @Rule("R-488")
    void nothingInClearIsReadOrAnswered() {
        Transcript server = receiving();
        assertEquals("", server.feed(Streams.CLIENT_HEADER));
        assertEquals(2, server.events.size(), server.events::toString);
        assertEquals(new StreamEvent.CloseTransport(), server.events.get(0));
        assertInstanceOf(Reason.TlsRefused.class, ((StreamEvent.Closed) server.events.get(1)).reason());
    }

    @Test
    @Rule("R-488")
    void noErrorIsToldInClear() {
        XmppStream server = receiving().stream;
        List<StreamEvent> events = server.fail(StreamError.of(StreamErrorCondition.SYSTEM_SHUTDOWN));
        assertEquals("", Transcript.written(events));
        assertInstanceOf(Reason.TlsRefused.class, ((StreamEvent.Closed) events.get(1)).reason());
    }

    @Test
    @Rule("R-489")
    void startTlsIsNeitherOfferedNorTried() {
        Transcript server = receiving();
        server.add(server.stream.secured(SESSION));
        String answer = server.feed(Streams.CLIENT_HEADER);
        assertTrue(answer.endsWith("<stream:features/>"), answer);

        StreamConfig config = Streams.config().tlsPolicy(TlsPolicy.DIRECT).build();
        Transcript client = new Transcript(XmppStream.initiating(config, List.of(new StartTls())));
        assertThrows(IllegalStateException.class, client.stream::open);
        client.add(client.stream.secured(SESSION));
        client.add(client.stream.open());
        String sent = client.feed(Streams.SERVER_HEADER
                + "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>");
        assertFalse(sent.contains("starttls"), sent);
        assertEquals(Phase.ESTABLISHED, client.stream.state().phase());
    }

    @Test
    void theHandshakeIsToldOnce() {
        XmppStream server = receiving().stream;
        server.secured(SESSION);
        assertThrows(IllegalStateException.class, () -> server.secured(SESSION));
    }

    @Test
    void aHandshakeThatEndsBehindTheStreamChangesNothing() {
        Transcript server = new Transcript(XmppStream.receiving(
                Streams.serving().tlsPolicy(TlsPolicy.DIRECT).build()));
        server.add(server.stream.disconnected(Optional.empty()));
        TlsSession late =
                TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build();
        assertEquals(List.of(), server.stream.secured(late));
        assertFalse(server.stream.state().secure());
    }
}
