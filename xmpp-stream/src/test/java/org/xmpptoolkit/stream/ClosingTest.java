package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.StartTls;

class ClosingTest {
    private static final XmlElement MESSAGE = XmlElement.of("jabber:client", "message");

    @Test
    @Rule({"R-032", "R-033", "R-034", "R-036"})
    void closerWaitsForTheReciprocalTagAndStillDelivers() {
        Transcript client = Streams.establishedInitiating();
        assertEquals("</stream:stream>", client.add(client.stream.close()));
        assertEquals(Phase.CLOSING, client.stream.state().phase());
        assertTrue(client.all(StreamEvent.CloseTransport.class).isEmpty());
        assertEquals("", client.feed("<message id='late'/>"));
        assertEquals(1, client.all(StreamEvent.ElementReceived.class).size());
        assertEquals("", client.feed("</stream:stream>"));
        assertInstanceOf(Reason.WeClosed.class, client.closed());
        client.only(StreamEvent.CloseTransport.class);
    }

    @Test
    @Rule({"R-032", "R-036"})
    void peerThatClosesIsAnsweredWithTheClosingTag() {
        Transcript server = Streams.establishedReceiving();
        assertEquals("</stream:stream>", server.feed("<message/></stream:stream>"));
        assertInstanceOf(Reason.PeerClosed.class, server.closed());
        assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
    }

    @Test
    void crossingClosesEndOnce() {
        Transcript client = Streams.establishedInitiating();
        client.add(client.stream.close());
        client.add(client.stream.close());
        client.feed("</stream:stream>");
        client.feed("<message/>");
        client.add(client.stream.disconnected(Optional.empty()));
        assertInstanceOf(Reason.WeClosed.class, client.closed());
        assertEquals(1, client.all(StreamEvent.CloseTransport.class).size());
    }

    @Test
    void peerThatClosesAtOnceGetsAHeaderToClose() {
        Transcript server = Streams.receiving();
        String written = server.feed(Streams.CLIENT_HEADER.replace("'>", "'/>").replace("?/>", "?>"));
        assertTrue(written.startsWith("<?xml version='1.0'?><stream:stream "), written);
        assertTrue(written.endsWith("</stream:stream>"), written);
        assertInstanceOf(Reason.PeerClosed.class, server.closed());
    }

    @Test
    @Rule({"R-035"})
    void lostTransportIsToldWithItsCause() {
        Transcript client = Streams.establishedInitiating();
        IOException cause = new IOException("reset");
        client.add(client.stream.disconnected(Optional.of(cause)));
        assertEquals(new Reason.TransportLost(Optional.of(cause)), client.closed());
        assertTrue(client.all(StreamEvent.CloseTransport.class).isEmpty());
    }

    @Test
    @Rule({"R-100"})
    void applicationEndsTheStreamWithAnError() {
        Transcript server = Streams.establishedReceiving();
        server.add(server.stream.fail(StreamError.of(StreamErrorCondition.SYSTEM_SHUTDOWN)));
        HeaderTest.assertErrorSent(server, StreamErrorCondition.SYSTEM_SHUTDOWN);
        assertEquals(List.of(), server.stream.fail(StreamError.of(StreamErrorCondition.RESET)));
    }

    @Test
    @Rule({"R-101", "R-106"})
    void receivedErrorClosesTheStreamToo() {
        Transcript client = Streams.establishedInitiating();
        String written = client.feed("<stream:error><new-condition xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                + "</stream:error></stream:stream>");
        assertEquals("</stream:stream>", written);
        assertEquals(
                StreamErrorCondition.UNDEFINED_CONDITION,
                client.only(StreamEvent.ErrorReceived.class).error().condition());
        assertInstanceOf(Reason.ErrorReceived.class, client.closed());
    }

    @Test
    void sendingIsPossibleOnlyWhileEstablished() {
        Transcript early = Streams.initiating();
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> early.stream.send(List.of(MESSAGE)));
        assertTrue(String.valueOf(refusal.getMessage()).contains("Established"));

        Transcript client = Streams.establishedInitiating();
        assertEquals("<message/><message/>", client.add(client.stream.send(List.of(MESSAGE, MESSAGE))));
        client.add(client.stream.close());
        assertEquals(List.of(new StreamEvent.NotSent(List.of(MESSAGE))), client.stream.send(List.of(MESSAGE)));
        client.feed("</stream:stream>");
        assertEquals(List.of(new StreamEvent.NotSent(List.of(MESSAGE))), client.stream.send(List.of(MESSAGE)));
    }

    @Test
    @Rule({"R-328"})
    void keepaliveIsASpaceAndOnlyOnAnEstablishedStream() {
        Transcript client = Streams.establishedInitiating();
        assertEquals(" ", client.add(client.stream.keepalive()));
        Transcript early = Streams.initiating();
        assertEquals(List.of(), early.stream.keepalive());
    }

    @Test
    @Rule({"R-033", "R-034"})
    void closingDropsAnOpenQuestionAndReadsOn() {
        Transcript server = Streams.receiving(new Streams.Login(), ResourceBinding.server());
        server.feed(Streams.CLIENT_HEADER + "<login xmlns='urn:example:login'/>" + Streams.CLIENT_HEADER
                + "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
        assertEquals("</stream:stream>", server.add(server.stream.close()));
        assertTrue(server.stream.wantsInput());
        StreamEvent.Asked<BindAnswer> question = server.question(BindRequested.class);
        assertEquals(
                List.of(),
                server.stream.reply(question, new BindAnswer.Bound(Streams.ACCOUNT.withResourcepart("balcony"))));
        assertEquals("", server.feed("</stream:stream>"));
        assertInstanceOf(Reason.WeClosed.class, server.closed());
    }

    @Test
    void closingLooksAtWhatAQuestionHeldBack() {
        Transcript server = new Transcript(XmppStream.receiving(Streams.config().build()));
        server.feed(Streams.CLIENT_HEADER + "</stream:stream>");
        server.add(server.stream.close());
        assertInstanceOf(Reason.WeClosed.class, server.closed());
        Transcript bound = Streams.receiving(new Streams.Login(), ResourceBinding.server());
        bound.feed(Streams.CLIENT_HEADER + "<login xmlns='urn:example:login'/>" + Streams.CLIENT_HEADER
                + "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq></stream:stream>");
        assertEquals("</stream:stream>", bound.add(bound.stream.close()));
        assertInstanceOf(Reason.WeClosed.class, bound.closed());
    }

    /** The reason is that of the first half, whatever comes behind it. */
    @Test
    @Rule("R-034")
    void whatIsMalformedBehindOurClosingTagChangesNoReason() {
        Transcript server = Streams.establishedReceiving();
        server.feed("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        assertEquals(Phase.CLOSING, server.stream.state().phase());
        assertEquals("", server.feed("<a></b>"));
        assertInstanceOf(Reason.TlsRefused.class, server.closed());
        assertTrue(server.all(StreamEvent.ErrorSent.class).isEmpty());
    }

    @Test
    @Rule({"R-149"})
    void failingWhileTlsStartsSendsNothing() {
        Transcript server = new Transcript(XmppStream.receiving(
                Streams.serving(new StartTls()).tlsPolicy(TlsPolicy.REQUIRED).build()));
        server.feed(Streams.CLIENT_HEADER);
        server.feed("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        assertEquals("", server.add(server.stream.fail(StreamError.of(StreamErrorCondition.CONNECTION_TIMEOUT))));
        assertInstanceOf(Reason.TlsRefused.class, server.closed());
    }

    @Test
    void failingBeforeAnythingWasSentTellsNobody() {
        Transcript client =
                new Transcript(XmppStream.initiating(Streams.config().build(), List.of()));
        assertThrows(IllegalStateException.class, () -> client.feed(Streams.SERVER_HEADER));
        assertEquals("", client.add(client.stream.fail(StreamError.of(StreamErrorCondition.RESET))));
        assertInstanceOf(Reason.WeClosed.class, client.closed());
        assertTrue(client.all(StreamEvent.ErrorSent.class).isEmpty());
    }

    @Test
    void closingBeforeAnythingWasSentSendsNothing() {
        XmppStream client = XmppStream.initiating(Streams.config().build(), List.of());
        assertEquals("", Transcript.written(client.close()));
        assertEquals(Phase.CLOSED, client.state().phase());
        Transcript server = Streams.receiving();
        assertEquals("", server.add(server.stream.close()));
        assertInstanceOf(Reason.WeClosed.class, server.closed());
    }
}
