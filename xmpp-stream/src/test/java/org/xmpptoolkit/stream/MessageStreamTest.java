package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamEvent.Asked;
import org.xmpptoolkit.stream.StreamEvent.CloseTransport;
import org.xmpptoolkit.stream.StreamEvent.Closed;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.framing.MessageFraming;
import org.xmpptoolkit.stream.management.StreamManagement;

/** The stream over WebSocket (RFC 7395 section 3), where it differs from one over TCP. */
class MessageStreamTest {
    private static final String OTHER = "wss://other.example.com/ws";
    private static final String REDIRECT =
            "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing' see-other-uri='" + OTHER + "'/>";
    private static final TlsSession TLS =
            TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build();

    private static String error(String condition) {
        return "<stream:error xmlns:stream='http://etherx.jabber.org/streams'><" + condition
                + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
    }

    // Opening

    @Test
    @Rule({"R-335", "R-336", "R-510"})
    void eachSideOpensAndFeaturesAreAMessageOfTheirOwn() {
        Transcript client = Messages.initiating(new Streams.Login());
        assertEquals(
                List.of("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='im.example.com' version='1.0'"
                        + " xml:lang='en'/>"),
                Messages.written(client));
        Transcript server = Messages.receiving(new Streams.Login());
        Messages.feed(server, Messages.OPEN);
        assertEquals(
                List.of(
                        "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='im.example.com' id='id-1'"
                                + " version='1.0' xml:lang='en'/>",
                        "<stream:features xmlns:stream='http://etherx.jabber.org/streams'>"
                                + "<login xmlns='urn:example:login'/></stream:features>"),
                Messages.written(server));
        assertEquals(
                Streams.DOMAIN,
                server.stream.state().peerHeader().orElseThrow().to().orElseThrow());
    }

    @Test
    @Rule({"R-337", "R-512"})
    void aFaultAtOpeningIsAnsweredByThreeMessages() {
        Transcript server = Messages.receiving(new Streams.Login());
        List<String> written = Messages.answer(server, Messages.OPEN.replace("im.example.com", "a@b"));
        assertEquals(3, written.size(), written::toString);
        assertTrue(written.get(0).startsWith("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' "), written::toString);
        assertTrue(
                written.get(1)
                        .startsWith("<stream:error xmlns:stream='http://etherx.jabber.org/streams'><host-unknown "),
                written::toString);
        assertEquals(Messages.CLOSE, written.get(2));
        assertEndedByUs(server, StreamErrorCondition.HOST_UNKNOWN);
    }

    /** The error is out: the transport ends at once, behind all three messages. */
    private static void assertEndedByUs(Transcript stream, StreamErrorCondition condition) {
        List<StreamEvent> events = stream.events;
        assertEquals(condition, stream.only(StreamEvent.ErrorSent.class).error().condition());
        assertInstanceOf(Reason.ErrorSent.class, stream.closed());
        assertInstanceOf(CloseTransport.class, events.get(events.size() - 2));
        assertInstanceOf(Closed.class, events.get(events.size() - 1));
    }

    @Test
    void aHeaderOfTcpOverWebSocketAndTheOtherWayRound() {
        Transcript server = Messages.receiving();
        assertEquals(3, Messages.answer(server, Streams.CLIENT_HEADER).size());
        assertEndedByUs(server, StreamErrorCondition.NOT_WELL_FORMED);
        Transcript whole = Messages.receiving();
        Messages.feed(whole, Streams.CLIENT_HEADER + "</stream:stream>");
        assertEndedByUs(whole, StreamErrorCondition.INVALID_NAMESPACE);
        Transcript overTcp = Streams.receiving();
        overTcp.feed(Messages.OPEN);
        HeaderTest.assertErrorSent(overTcp, StreamErrorCondition.INVALID_NAMESPACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<open to='im.example.com' version='1.0'/>",
                "<open xmlns='jabber:client' to='im.example.com' version='1.0'/>",
                "<close/>",
                "<close xmlns='jabber:client'/>",
                Messages.PRESENCE
            })
    @Rule({"R-332", "R-335", "R-337"})
    void whatOpensNoStreamIsRefusedAsOfTheWrongNamespace(String first) {
        Transcript server = Messages.receiving();
        List<String> written = Messages.answer(server, first, Messages.OPEN);
        assertEquals(3, written.size(), written::toString);
        assertEndedByUs(server, StreamErrorCondition.INVALID_NAMESPACE);
        Transcript client = Messages.initiating();
        assertEquals(2, Messages.answer(client, first, Messages.ANSWER).size());
        assertEndedByUs(client, StreamErrorCondition.INVALID_NAMESPACE);
    }

    @Test
    @Rule("R-332")
    void aClosingFrameOfTheWrongNamespaceIsRefusedInsideAStreamToo() {
        Transcript server = Messages.establishedReceiving();
        Messages.feed(server, Messages.PRESENCE, "<close xmlns='jabber:client'/>", Messages.PRESENCE);
        assertEndedByUs(server, StreamErrorCondition.INVALID_NAMESPACE);
        assertEquals(1, server.all(StreamEvent.ElementReceived.class).size());
    }

    @Test
    @Rule("R-511")
    void aWebSocketCarriesOneStream() {
        Transcript client = Messages.establishedInitiating();
        assertThrows(IllegalStateException.class, client.stream::open);
        Transcript server = Messages.establishedReceiving();
        Messages.feed(server, Messages.OPEN);
        assertEndedByUs(server, StreamErrorCondition.BAD_FORMAT);
        Transcript closed = Messages.establishedReceiving();
        assertEquals(List.of(Messages.CLOSE), Messages.answer(closed, Messages.CLOSE, Messages.OPEN));
    }

    @Test
    @Rule("R-336")
    void theAnswerToAHeaderMayBeAClosingFrame() {
        Transcript client = Messages.initiating();
        assertEquals(List.of(Messages.CLOSE), Messages.answer(client, Messages.CLOSE));
        client.add(client.stream.disconnected(Optional.empty()));
        assertEquals(new Reason.PeerClosed(), client.closed());
    }

    // Messages

    @Test
    @Rule({"R-333", "R-334", "R-512"})
    void eachElementIsAMessageOfItsOwn() {
        Transcript server = Messages.establishedReceiving();
        XmlElement message = XmlElement.of("jabber:client", "message");
        XmlElement presence = XmlElement.of("jabber:client", "presence");
        int before = Messages.written(server).size();
        server.add(server.stream.send(List.of(message, presence)));
        server.add(server.stream.fail(StreamError.of(StreamErrorCondition.RESET)));
        assertEquals(
                List.of("<message xmlns='jabber:client'/>", Messages.PRESENCE, error("reset"), Messages.CLOSE),
                Messages.written(server).subList(before, before + 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<presence xmlns='jabber:client'/><presence xmlns='jabber:client'/>", "", " "})
    @Rule({"R-334", "R-340"})
    void securityAMessageOfTwoElementsOrOfNoneEndsTheStream(String message) {
        Transcript server = Messages.establishedReceiving();
        Messages.feed(server, Messages.PRESENCE, message, Messages.PRESENCE);
        assertEndedByUs(
                server, message.length() > 1 ? StreamErrorCondition.NOT_WELL_FORMED : StreamErrorCondition.BAD_FORMAT);
        assertEquals(1, server.all(StreamEvent.ElementReceived.class).size(), "what came before, and nothing else");
    }

    @Test
    @Rule("R-340")
    void keepsNothingAliveByWhiteSpace() {
        assertEquals(List.of(), Messages.establishedInitiating().stream.keepalive());
        assertEquals(List.of(), Messages.establishedReceiving().stream.keepalive());
    }

    @Test
    @Rule("R-339")
    void aRestartIsANewHeaderAndNoClosingFrame() {
        Transcript client = Messages.initiating(new Streams.Login());
        String header = Messages.written(client).get(0);
        Messages.feed(
                client,
                Messages.ANSWER,
                "<features xmlns='http://etherx.jabber.org/streams'><login xmlns='urn:example:login'/></features>",
                "<welcome xmlns='urn:example:login'/>");
        assertEquals(List.of(header, "<login xmlns='urn:example:login'/>", header), Messages.written(client));
        Messages.feed(client, Messages.ANSWER, Messages.NO_FEATURES);
        client.only(StreamEvent.Established.class);

        Transcript server = Messages.receiving(new Streams.Login());
        List<String> written =
                Messages.answer(server, Messages.OPEN, "<login xmlns='urn:example:login'/>", Messages.OPEN);
        assertEquals(5, written.size(), written::toString);
        assertTrue(written.get(3).startsWith("<open "), written::toString);
        assertFalse(written.contains(Messages.CLOSE), written::toString);
        server.only(StreamEvent.Established.class);
    }

    // TLS

    @ParameterizedTest
    @EnumSource
    @Rule({"R-341", "R-515"})
    void tlsIsTheTransports(TlsPolicy policy) {
        StreamConfig.Builder config =
                Streams.serving(new StartTls(), new Streams.Login()).framing(new MessageFraming());
        config.tlsPolicy(policy);
        if (policy == TlsPolicy.REQUIRED || policy == TlsPolicy.WHEN_OFFERED) {
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, config::build);
            assertTrue(String.valueOf(refused.getMessage()).contains("TlsPolicy.DIRECT"), refused::getMessage);
            return;
        }
        Transcript server = new Transcript(XmppStream.receiving(config.build()));
        Transcript client =
                new Transcript(XmppStream.initiating(config.build(), List.of(new StartTls(), new Streams.Login())));
        if (policy == TlsPolicy.DIRECT) {
            assertThrows(IllegalStateException.class, client.stream::open);
            server.add(server.stream.secured(TLS));
            client.add(client.stream.secured(TLS));
        }
        assertFalse(Messages.answer(server, Messages.OPEN).get(1).contains("starttls"));
        assertEquals(policy == TlsPolicy.DIRECT, server.stream.state().secure());
        client.add(client.stream.open());
        List<String> answer = Messages.answer(
                client,
                Messages.ANSWER,
                "<features xmlns='http://etherx.jabber.org/streams'><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'>"
                        + "<required/></starttls><login xmlns='urn:example:login'/></features>");
        assertEquals(List.of("<login xmlns='urn:example:login'/>"), answer);
        client.only(StreamEvent.FeaturesReceived.class);
    }

    @Test
    @Rule("R-341")
    void anOfferOfNothingButTlsIsAnOfferOfNothing() {
        Transcript client = Messages.initiating(new StartTls());
        Messages.feed(
                client,
                Messages.ANSWER,
                "<features xmlns='http://etherx.jabber.org/streams'><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'>"
                        + "<required/></starttls></features>");
        client.only(StreamEvent.Established.class);
    }

    @Test
    @Rule("R-341")
    void aClientThatStartsTlsAllTheSameIsRefused() {
        Transcript server = Messages.receiving(new StartTls(), new Streams.Login());
        List<String> written =
                Messages.answer(server, Messages.OPEN, "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        assertEquals(
                List.of("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", Messages.CLOSE), written.subList(2, 4));
        assertTrue(server.all(StreamEvent.StartTls.class).isEmpty());
    }

    // Closing

    @Test
    @Rule("R-513")
    void whoClosesEndsTheTransportBehindBothClosingFrames() {
        Transcript client = Messages.establishedInitiating();
        assertEquals(Messages.CLOSE, client.add(client.stream.close()));
        assertTrue(client.all(CloseTransport.class).isEmpty());
        Messages.feed(client, Messages.PRESENCE);
        assertEquals(1, client.all(StreamEvent.ElementReceived.class).size(), "what comes before it is delivered");
        assertTrue(client.all(CloseTransport.class).isEmpty());
        Messages.feed(client, Messages.CLOSE);
        client.only(CloseTransport.class);
        assertEquals(new Reason.WeClosed(), client.closed());
        client.add(client.stream.disconnected(Optional.empty()));
        client.only(Closed.class);
    }

    @Test
    @Rule("R-513")
    void whoAnswersWaitsForTheTransportToEnd() {
        Transcript server = Messages.establishedReceiving();
        assertEquals(List.of(Messages.CLOSE), Messages.answer(server, Messages.CLOSE));
        assertEquals(Phase.CLOSING, server.stream.state().phase());
        assertEquals(Half.CLOSED, server.stream.state().theirs());
        assertTrue(server.stream.wantsInput(), "the driver reads on, to see the transport end");
        assertTrue(server.all(CloseTransport.class).isEmpty());
        assertTrue(server.all(Closed.class).isEmpty());
        assertEquals(List.of(), Messages.answer(server, Messages.PRESENCE, Messages.CLOSE, "", "junk"));
        assertEquals(
                1,
                server.stream
                        .send(List.of(XmlElement.of("jabber:client", "message")))
                        .size(),
                "NotSent");
        assertEquals(List.of(), server.stream.close());
        assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
        server.add(server.stream.disconnected(Optional.of(new IOException("reset"))));
        assertEquals(new Reason.PeerClosed(), server.closed());
        assertTrue(server.all(CloseTransport.class).isEmpty());
    }

    @Test
    @Rule("R-513")
    void whoWaitsInVainMayEndTheTransport() {
        Transcript server = Messages.establishedReceiving();
        Messages.feed(server, Messages.CLOSE);
        server.add(server.stream.fail(StreamError.of(StreamErrorCondition.CONNECTION_TIMEOUT)));
        server.only(CloseTransport.class);
        assertEquals(new Reason.PeerClosed(), server.closed());
        assertTrue(server.all(StreamEvent.ErrorSent.class).isEmpty());
    }

    @Test
    @Rule("R-513")
    void closingFramesThatCrossLetBothEndTheTransport() {
        Transcript client = Messages.establishedInitiating();
        client.add(client.stream.close());
        Messages.feed(client, Messages.CLOSE);
        Transcript server = Messages.establishedReceiving();
        server.add(server.stream.close());
        Messages.feed(server, Messages.CLOSE);
        for (Transcript side : List.of(client, server)) {
            side.only(CloseTransport.class);
            assertEquals(new Reason.WeClosed(), side.closed());
        }
    }

    @Test
    @Rule({"R-512", "R-513"})
    void whoHearsAnErrorClosesAndWaits() {
        Transcript client = Messages.establishedInitiating();
        assertEquals(
                List.of(Messages.CLOSE),
                Messages.answer(client, error("reset"), error("conflict"), Messages.CLOSE, Messages.PRESENCE));
        assertEquals(Phase.CLOSING, client.stream.state().phase());
        client.only(StreamEvent.ErrorReceived.class);
        assertTrue(client.all(CloseTransport.class).isEmpty());
        client.add(client.stream.disconnected(Optional.empty()));
        assertEquals(new Reason.ErrorReceived(StreamError.of(StreamErrorCondition.RESET)), client.closed());
        Transcript closing = Messages.establishedInitiating();
        closing.add(closing.stream.close());
        Messages.feed(closing, error("reset"));
        closing.only(CloseTransport.class);
        assertInstanceOf(Reason.ErrorReceived.class, closing.closed());
    }

    @Test
    void aClosingFrameFirstOfAllIsAnswered() {
        Transcript server = Messages.receiving();
        List<String> written = Messages.answer(server, Messages.CLOSE);
        assertEquals(2, written.size(), written::toString);
        assertTrue(written.get(0).startsWith("<open "), written::toString);
        assertEquals(Messages.CLOSE, written.get(1));
        server.add(server.stream.disconnected(Optional.empty()));
        assertEquals(new Reason.PeerClosed(), server.closed());
    }

    @Test
    @Rule("R-514")
    void aWebSocketThatGoesWithoutAClosingFrameLeavesASessionToResume() {
        Transcript server = Messages.receiving(
                new Streams.Login(),
                ResourceBinding.server(),
                StreamManagement.server(Managed.config().build()));
        Messages.feed(server, Messages.OPEN, Managed.LOGIN, Messages.OPEN, declared(Managed.BIND));
        server.add(server.stream.reply(server.question(BindRequested.class), new BindAnswer.Bound(Managed.BOUND)));
        Messages.feed(server, Managed.ENABLE);
        Transcript without = Messages.establishedReceiving();
        server.add(server.stream.send(Managed.messages(1, 2)));
        assertEquals(2, Managed.suspend(server).unacknowledged().size());
        assertInstanceOf(Reason.TransportLost.class, server.closed());
        without.add(without.stream.disconnected(Optional.empty()));
        assertInstanceOf(Reason.TransportLost.class, without.closed());
        assertTrue(without.all(StreamEvent.Suspended.class).isEmpty());
    }

    private static String declared(String stanza) {
        return stanza.replaceFirst("<(iq|message|presence)", "<$1 xmlns='jabber:client'");
    }

    // Redirects

    @Test
    @Rule("R-336")
    void aServerSendsItsPeerElsewhereInPlaceOfAHeader() {
        Transcript server =
                Messages.receiving(Streams.config().hosts(offered -> new HeaderAnswer.Redirect(URI.create(OTHER))));
        assertEquals(List.of(REDIRECT), Messages.answer(server, Messages.OPEN));
        assertEquals(Phase.CLOSING, server.stream.state().phase());
        assertEquals(Optional.empty(), server.stream.state().localHeader());
        Messages.feed(server, Messages.CLOSE);
        server.only(CloseTransport.class);
        assertEquals(new Reason.WeClosed(), server.closed());
    }

    @Test
    void aServerSendsItsPeerElsewhereAtAnyPoint() {
        Transcript asked = Messages.receiving(Streams.config());
        Messages.feed(asked, Messages.OPEN);
        Asked<HeaderAnswer> question = asked.question(HeaderOffered.class);
        for (Transcript server : List.of(
                Messages.receiving(),
                asked,
                Messages.receiving(new Streams.Login()),
                Messages.establishedReceiving())) {
            assertEquals(REDIRECT, server.add(server.stream.redirect(URI.create(OTHER))));
            assertEquals(List.of(), server.stream.redirect(URI.create(OTHER)), "once");
            Messages.feed(server, Messages.CLOSE);
            assertEquals(new Reason.WeClosed(), server.closed());
        }
        assertEquals(List.of(), asked.stream.reply(question, new HeaderAnswer.Redirect(URI.create(OTHER))));
    }

    @Test
    void whatAQuestionHeldBackIsLookedAtBehindARedirect() {
        Transcript server = Messages.receiving(Streams.config());
        Messages.feed(server, Messages.OPEN);
        Messages.feed(server, Messages.CLOSE);
        server.add(server.stream.redirect(URI.create(OTHER)));
        server.only(CloseTransport.class);
        assertEquals(new Reason.WeClosed(), server.closed());
    }

    @Test
    void redirectsThatNobodyMayFollowAreTheProgrammersError() {
        URI other = URI.create(OTHER);
        IllegalStateException noUri = assertThrows(
                IllegalStateException.class,
                () -> Streams.establishedReceiving().stream.redirect(other));
        assertTrue(String.valueOf(noUri.getMessage()).contains("see-other-host"));
        assertThrows(
                IllegalStateException.class,
                () -> Messages.establishedInitiating().stream.redirect(other));
        Transcript secure = Messages.receiving(Streams.serving().tlsPolicy(TlsPolicy.DIRECT));
        assertThrows(IllegalStateException.class, () -> secure.stream.redirect(other));
        secure.add(secure.stream.secured(TLS));
        Messages.feed(secure, Messages.OPEN);
        for (String nowhere : List.of("ws://b.example/", "http://b.example/", "xmpp:b.example", "/b", "wss:///b")) {
            URI target = URI.create(nowhere);
            assertThrows(IllegalArgumentException.class, () -> secure.stream.redirect(target), nowhere);
        }
        assertEquals(Phase.ESTABLISHED, secure.stream.state().phase());
        Transcript clear = Messages.establishedReceiving();
        clear.add(clear.stream.redirect(URI.create("ws://b.example/")));
        assertEquals(Phase.CLOSING, clear.stream.state().phase());
    }

    @Test
    void aClientHearsWhereItIsSentAndAServerDoesNotCare() {
        for (Transcript client : List.of(Messages.initiating(), Messages.establishedInitiating())) {
            assertEquals(List.of(Messages.CLOSE), Messages.answer(client, REDIRECT));
            assertEquals(
                    URI.create(OTHER),
                    client.only(StreamEvent.RedirectedToUri.class).target());
            client.add(client.stream.disconnected(Optional.empty()));
            assertEquals(new Reason.PeerClosed(), client.closed());
        }
        Transcript closing = Messages.establishedInitiating();
        closing.add(closing.stream.close());
        Messages.feed(closing, REDIRECT);
        assertTrue(closing.all(StreamEvent.RedirectedToUri.class).isEmpty(), "who closes goes nowhere else");
        Transcript server = Messages.establishedReceiving();
        assertEquals(List.of(Messages.CLOSE), Messages.answer(server, REDIRECT));
        assertTrue(server.all(StreamEvent.RedirectedToUri.class).isEmpty());
    }

    @Test
    void receivingBeforeOpeningIsTheProgrammersError() {
        XmppStream client = XmppStream.initiating(
                Streams.config().framing(new MessageFraming()).build(), List.of());
        ByteBuffer message = ByteBuffer.wrap(Messages.ANSWER.getBytes(StandardCharsets.UTF_8));
        assertThrows(IllegalStateException.class, () -> client.receive(message));
    }
}
