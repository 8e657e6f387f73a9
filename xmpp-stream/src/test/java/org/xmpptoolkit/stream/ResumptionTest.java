package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamEvent.Acknowledged;
import org.xmpptoolkit.stream.StreamEvent.ElementReceived;
import org.xmpptoolkit.stream.StreamEvent.ErrorSent;
import org.xmpptoolkit.stream.StreamEvent.Established;
import org.xmpptoolkit.stream.StreamEvent.Suspended;
import org.xmpptoolkit.stream.StreamEvent.Undelivered;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.management.ResumeAnswer;
import org.xmpptoolkit.stream.management.ResumeRequested;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/** Going on with an earlier stream (XEP-0198 section 5). */
class ResumptionTest {
    private static final SmConfig CONFIG = Managed.config().build();

    /** Took 1 stanza from the peer, and sent 1 to 4, of which the peer acknowledged the first. */
    private static SmState left(Transcript transcript) {
        transcript.feed("<message/>");
        transcript.add(transcript.stream.send(Managed.messages(1, 4)));
        transcript.feed(Managed.ack(1));
        return Managed.suspend(transcript);
    }

    private static SmState clientState() {
        return left(Managed.client(CONFIG));
    }

    private static SmState serverState() {
        return left(Managed.server(Managed.config().build()));
    }

    private static String resume(SmState state, long h) {
        return "<resume xmlns='urn:xmpp:sm:3' previd='" + state.id() + "' h='" + h + "'/>";
    }

    private static String resumed(long h) {
        return "<resumed xmlns='urn:xmpp:sm:3' previd='sm-1' h='" + h + "'/>";
    }

    private static String answer(Transcript server, ResumeAnswer answer) {
        return server.add(server.stream.reply(server.question(ResumeRequested.class), answer));
    }

    /** The condition alone, as the child of failed. */
    private static String condition(String failed) {
        return XmlElement.parse(failed).elements().get(0).localName();
    }

    // The client

    @Test
    @Rule({"R-442", "R-452", "R-458", "R-459"})
    void clientGoesOnInPlaceOfBinding() {
        SmState state = clientState().withQueued(Managed.messages(5, 6));
        Transcript client = Managed.resuming(state, CONFIG);
        assertTrue(
                Transcript.written(client.events).endsWith("<resume xmlns='urn:xmpp:sm:3' previd='sm-1' h='1'/>"),
                "only the resumption, no binding");
        client.events.clear();
        String again = client.feed(resumed(3));
        assertEquals("<message id='4'/><message id='5'/><message id='6'/>", again, "this and nothing else");
        assertEquals(Managed.messages(2, 3), client.only(Acknowledged.class).stanzas());
        Established established = client.only(Established.class);
        assertTrue(established.resumed());
        assertEquals(Optional.of(Managed.BOUND), established.state().bound());
        assertEquals("</stream:stream>", client.add(client.stream.close()), "the count was told in resuming");
    }

    @Test
    @Rule({"R-448", "R-458"})
    void countersGoOn() {
        Transcript client = Managed.resuming(clientState(), CONFIG);
        client.feed(resumed(2)); // 3 and 4 are sent again
        client.feed("<presence/>");
        assertEquals(Managed.ack(2), client.feed(Managed.REQUEST));
        client.add(client.stream.send(Managed.messages(5, 5)));
        client.feed(Managed.ack(5));
        assertEquals(
                List.of(Managed.messages(2, 2), Managed.messages(3, 5)),
                client.all(Acknowledged.class).stream()
                        .map(Acknowledged::stanzas)
                        .toList());
        SmState next = Managed.suspend(client);
        assertEquals("sm-1", next.id());
        assertEquals(2, next.handled());
        assertEquals(5, next.acknowledged());
        assertEquals(List.of(), next.unacknowledged());
    }

    @Test
    @Rule("R-452")
    void whoGotNothingSaysZero() {
        SmState state = Managed.suspend(Managed.client(CONFIG));
        String sent = Transcript.written(Managed.resuming(state, CONFIG).events);
        assertTrue(sent.endsWith("<resume xmlns='urn:xmpp:sm:3' previd='sm-1' h='0'/>"), sent);
    }

    @Test
    @Rule({"R-451", "R-454", "R-456"})
    void clientBindsAndStartsAnewWhereResumptionFails() {
        Transcript client = Managed.resuming(clientState().withQueued(Managed.messages(5, 5)), CONFIG);
        client.events.clear();
        String bind = client.feed("<failed xmlns='urn:xmpp:sm:3' h='2'>"
                + "<item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>");
        assertEquals(Managed.BIND, bind);
        assertEquals(
                "item-not-found", client.only(StreamEvent.FeatureRefused.class).reason());
        assertEquals(Managed.messages(2, 2), client.only(Acknowledged.class).stanzas());
        assertEquals(Managed.messages(3, 5), client.only(Undelivered.class).stanzas());
        assertEquals(Managed.ENABLE, client.feed(Managed.BOUND_RESULT));
        client.feed("<enabled xmlns='urn:xmpp:sm:3' id='sm-2' resume='true'/>");
        assertFalse(client.only(Established.class).resumed());
        assertEquals(Managed.ack(0), client.feed(Managed.REQUEST));
        client.add(client.stream.send(Managed.messages(3, 3)));
        client.feed(Managed.ack(1));
        assertEquals("sm-2", Managed.suspend(client).id());
    }

    @Test
    @Rule("R-451")
    void failureWithoutOrWithAnImpossibleCountHandsAllBack() {
        for (String h : List.of("", " h='5'", " h='0'", " h='x'")) {
            Transcript client = Managed.resuming(clientState(), CONFIG);
            client.feed("<failed xmlns='urn:xmpp:sm:3'" + h + "/>");
            assertTrue(client.all(Acknowledged.class).isEmpty());
            assertEquals(Managed.messages(2, 4), client.only(Undelivered.class).stanzas());
        }
    }

    @Test
    void whatIsNotOfferedAnyMoreIsHandedBack() {
        Transcript client = Managed.authenticatedClient(
                StreamManagement.resuming(clientState(), CONFIG),
                ResourceBinding.request("balcony"),
                StreamManagement.enable(CONFIG));
        client.feed(Streams.SERVER_HEADER + Managed.OFFER.replace("<sm xmlns='urn:xmpp:sm:3'/>", ""));
        client.feed(Managed.BOUND_RESULT);
        assertEquals(Managed.messages(2, 4), client.only(Undelivered.class).stanzas());
        assertFalse(client.only(Established.class).resumed());
    }

    @Test
    void stateOfAnotherAccountIsHandedBackAndItsIdNotTold() {
        SmState own = clientState().withQueued(Managed.messages(5, 5));
        Transcript client = Managed.resuming(ofRomeo(own), CONFIG);
        client.feed(Managed.BOUND_RESULT);
        client.feed("<enabled xmlns='urn:xmpp:sm:3'/>");
        String written = Transcript.written(client.events);
        assertTrue(written.endsWith(Managed.BIND + Managed.ENABLE), written);
        assertFalse(written.contains("<resume"), written);
        assertEquals(Managed.messages(2, 5), client.only(Undelivered.class).stanzas());
        assertFalse(client.only(Established.class).resumed());
    }

    private static SmState ofRomeo(SmState own) {
        String other = new String(own.toBytes(), StandardCharsets.UTF_8)
                .replace("juliet@im.example.com", "romeo@im.example.com");
        return SmState.parse(other.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatStandsBehindBindingIsHandedBack() {
        Transcript client = Managed.authenticatedClient(
                ResourceBinding.request("balcony"),
                StreamManagement.enable(CONFIG),
                StreamManagement.resuming(clientState(), CONFIG));
        client.feed(Streams.SERVER_HEADER + Managed.OFFER);
        client.feed(Managed.BOUND_RESULT);
        client.feed("<enabled xmlns='urn:xmpp:sm:3'/>");
        assertEquals(Managed.messages(2, 4), client.only(Undelivered.class).stanzas());
        client.only(Established.class);
    }

    @Test
    @Rule("R-461")
    void serverThatHandledMoreThanWasSentIsRefused() {
        Transcript client = Managed.resuming(clientState(), CONFIG);
        client.feed(resumed(5));
        assertEquals(
                Optional.of(XmlElement.parse("<handled-count-too-high xmlns='urn:xmpp:sm:3' h='5' send-count='4'/>")),
                client.only(ErrorSent.class).error().applicationCondition());
        assertEquals(Managed.messages(2, 4), client.only(Undelivered.class).stanzas());
        assertTrue(client.all(Established.class).isEmpty());
        assertInstanceOf(Reason.ErrorSent.class, client.closed());
    }

    @Test
    @Rule("R-452")
    void answerOfAnotherSessionOrWithoutACountIsRefused() {
        for (String wrong : List.of(
                "<resumed xmlns='urn:xmpp:sm:3' previd='sm-2' h='1'/>",
                "<resumed xmlns='urn:xmpp:sm:3' h='1'/>",
                "<resumed xmlns='urn:xmpp:sm:3' previd='sm-1'/>")) {
            Transcript client = Managed.resuming(clientState(), CONFIG);
            client.feed(wrong);
            assertEquals(
                    StreamErrorCondition.BAD_FORMAT,
                    client.only(ErrorSent.class).error().condition());
        }
    }

    @Test
    void lossInMidResumptionLeavesTheStateGood() {
        SmState state = clientState();
        Transcript lost = Managed.resuming(state, CONFIG);
        lost.add(lost.stream.disconnected(Optional.empty()));
        assertTrue(lost.all(Suspended.class).isEmpty()
                && lost.all(Undelivered.class).isEmpty());
        Transcript next = Managed.resuming(state, CONFIG);
        assertEquals("<message id='2'/><message id='3'/><message id='4'/>", next.feed(resumed(1)));
    }

    @Test
    void serversStateIsNotAClients() {
        SmState state = serverState();
        assertThrows(IllegalArgumentException.class, () -> StreamManagement.resuming(state, CONFIG));
    }

    // The server

    @Test
    void serverLetsAClientGoThatFailsToResumeAgainAndAgain() {
        Transcript server = Managed.authenticatedServer(CONFIG);
        String wrong = "<resume xmlns='urn:xmpp:sm:3' previd='guess' h='0'/>";
        ResumeAnswer refusal = new ResumeAnswer.Refuse(StanzaErrorCondition.ITEM_NOT_FOUND, OptionalLong.empty());
        for (int retry = 0; retry <= 5; retry++) {
            assertTrue(server.all(ErrorSent.class).isEmpty(), "before try " + retry);
            server.feed(wrong);
            assertEquals("item-not-found", condition(failed(answer(server, refusal))));
        }
        assertEquals(
                StreamErrorCondition.POLICY_VIOLATION,
                server.only(ErrorSent.class).error().condition());
    }

    @Test
    void whatAQuestionHeldBackIsNotCountedWhereTheTransportIsLost() {
        SmState state = serverState();
        Transcript lost = Managed.authenticatedServer(CONFIG);
        lost.feed(resume(state, 2) + "<message/>");
        assertEquals("", lost.add(lost.stream.disconnected(Optional.empty())));
        assertEquals(List.of(), lost.all(ElementReceived.class));
        assertEquals(
                List.of(), lost.stream.reply(lost.question(ResumeRequested.class), new ResumeAnswer.Resume(state)));
        Transcript next = Managed.authenticatedServer(CONFIG);
        next.feed(resume(state, 2));
        String again = answer(next, new ResumeAnswer.Resume(state));
        assertTrue(again.startsWith(resumed(1)), again);
    }

    @Test
    void malformedTriesToResumeAreCountedToo() {
        Transcript server = Managed.authenticatedServer(CONFIG);
        server.feed("<resume xmlns='urn:xmpp:sm:3'/>".repeat(6) + "<message/>");
        assertEquals(
                StreamErrorCondition.POLICY_VIOLATION,
                server.only(ErrorSent.class).error().condition());
        assertTrue(server.all(ElementReceived.class).isEmpty());
        Transcript patient = Managed.authenticatedServer(CONFIG);
        patient.feed("<resume xmlns='urn:xmpp:sm:3'/>".repeat(5));
        Managed.bind(patient);
        patient.only(Established.class);
    }

    /** The element failed alone, whatever follows it. */
    private static String failed(String written) {
        return written.substring(0, written.indexOf("</failed>") + "</failed>".length());
    }

    @Test
    @Rule({"R-452", "R-458"})
    void serverGoesOn() {
        SmState state = serverState().withQueued(Managed.messages(5, 5));
        Transcript server = Managed.authenticatedServer(CONFIG);
        server.feed(resume(state, 2) + "<message/>");
        assertFalse(server.stream.wantsInput());
        assertEquals(
                new ResumeRequested("sm-1", 2, Streams.ACCOUNT),
                server.question(ResumeRequested.class).prompt());
        String again = answer(server, new ResumeAnswer.Resume(state));
        assertEquals(resumed(1) + "<message id='3'/><message id='4'/><message id='5'/>", again);
        assertEquals(Managed.messages(2, 2), server.only(Acknowledged.class).stanzas());
        assertTrue(server.only(Established.class).resumed());
        assertEquals(1, server.all(ElementReceived.class).size(), "what came during the question is not lost");
        assertEquals(Managed.ack(2), server.feed(Managed.REQUEST));
        assertEquals(1, server.all(StreamEvent.Asked.class).size(), "binding is not asked for");
        assertEquals(
                Optional.of(Managed.BOUND.toString()),
                server.only(ElementReceived.class).element().attribute("from"));
    }

    @Test
    @Rule({"R-454", "R-456", "R-460"})
    void serverRefusesWhatItDoesNotKnowAndStillBinds() {
        Transcript server = Managed.authenticatedServer(Managed.config().build());
        server.feed("<resume xmlns='urn:xmpp:sm:3' previd='unknown' h='2'/>");
        assertEquals(
                "<failed xmlns='urn:xmpp:sm:3' h='7'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>",
                answer(server, new ResumeAnswer.Refuse(StanzaErrorCondition.ITEM_NOT_FOUND, OptionalLong.of(7))));
        server.feed("<resume xmlns='urn:xmpp:sm:3' previd='other' h='2'/>");
        assertEquals(
                "<failed xmlns='urn:xmpp:sm:3'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>",
                answer(server, new ResumeAnswer.Refuse(StanzaErrorCondition.ITEM_NOT_FOUND, OptionalLong.empty())));
        Managed.bind(server);
        assertFalse(server.only(Established.class).resumed());
        assertTrue(server.feed(Managed.ENABLE).startsWith("<enabled "));
    }

    @Test
    @Rule("R-455")
    void sessionOfAnotherAccountLooksUnknown() {
        SmState state = ofRomeo(serverState());
        Transcript server = Managed.authenticatedServer(CONFIG);
        server.feed(resume(state, 1));
        assertEquals(
                "<failed xmlns='urn:xmpp:sm:3'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>",
                answer(server, new ResumeAnswer.Resume(state)));
        assertTrue(server.all(Undelivered.class).isEmpty()
                && server.all(Acknowledged.class).isEmpty());
        assertEquals(Phase.NEGOTIATING, server.stream.state().phase());
    }

    @Test
    @Rule({"R-453", "R-460"})
    void serverWithoutResumptionSaysSo() {
        Transcript server =
                Managed.authenticatedServer(Managed.config().resumable(false).build());
        assertEquals(
                "feature-not-implemented",
                condition(server.feed("<resume xmlns='urn:xmpp:sm:3' previd='sm-1' h='0'/>")));
    }

    @Test
    @Rule("R-460")
    void faultyResumeIsRefusedWithACondition() {
        for (String faulty : List.of(
                "<resume xmlns='urn:xmpp:sm:3' h='0'/>",
                "<resume xmlns='urn:xmpp:sm:3' previd='sm-1'/>",
                "<resume xmlns='urn:xmpp:sm:3' previd='sm-1' h='4294967296'/>",
                "<resume xmlns='urn:xmpp:sm:3' previd='sm-1' h='-0'/>")) {
            assertEquals(
                    "bad-request", condition(Managed.authenticatedServer(CONFIG).feed(faulty)));
        }
    }

    @Test
    @Rule("R-461")
    void clientThatHandledMoreThanWasSentIsRefused() {
        SmState state = serverState().withQueued(Managed.messages(5, 5));
        Transcript server = Managed.authenticatedServer(CONFIG);
        server.feed(resume(state, 5));
        String written = answer(server, new ResumeAnswer.Resume(state));
        assertTrue(written.startsWith("<stream:error>"), written);
        assertTrue(written.contains("<handled-count-too-high xmlns='urn:xmpp:sm:3' h='5' send-count='4'/>"), written);
        assertEquals(Managed.messages(2, 5), server.only(Undelivered.class).stanzas());
        assertTrue(server.all(Established.class).isEmpty());
        assertInstanceOf(StreamEvent.Closed.class, server.events.get(server.events.size() - 1));
    }

    @Test
    void answerThatDoesNotFitLeavesTheQuestionOpen() {
        SmState state = serverState();
        Transcript server = Managed.authenticatedServer(CONFIG);
        server.feed("<resume xmlns='urn:xmpp:sm:3' previd='sm-2' h='1'/>");
        assertThrows(IllegalArgumentException.class, () -> answer(server, new ResumeAnswer.Resume(state)));
        Transcript swapped = Managed.authenticatedServer(CONFIG);
        swapped.feed(resume(state, 1));
        assertThrows(IllegalArgumentException.class, () -> answer(swapped, new ResumeAnswer.Resume(clientState())));
        assertTrue(answer(swapped, new ResumeAnswer.Resume(state)).startsWith("<resumed "));
    }

    @Test
    void countOfARefusalIsChecked() {
        for (long h : new long[] {-1, 1L << 32}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new ResumeAnswer.Refuse(StanzaErrorCondition.ITEM_NOT_FOUND, OptionalLong.of(h)));
        }
    }

    // A stream that is still open

    @Test
    @Rule("R-457")
    void detachedStreamEndsWithConflictAndNothingIsLost() {
        Transcript old = Managed.server(Managed.config().build());
        old.feed("<message/>");
        old.add(old.stream.send(Managed.messages(1, 2)));
        String written = old.add(old.stream.tell(StreamManagement.detach()));
        assertTrue(written.startsWith("<stream:error><conflict "), written);
        assertTrue(written.endsWith("</stream:stream>"), written);
        assertTrue(old.all(Undelivered.class).isEmpty());
        SmState state = old.only(Suspended.class).state();
        assertInstanceOf(Reason.ErrorSent.class, old.closed());
        Transcript server = Managed.authenticatedServer(CONFIG);
        server.feed(resume(state, 1));
        assertEquals(resumed(1) + "<message id='2'/>", answer(server, new ResumeAnswer.Resume(state)));
    }

    @Test
    void onlyAnOpenResumableSessionIsDetached() {
        Transcript plain = Managed.boundServer(Managed.config().build());
        plain.feed("<enable xmlns='urn:xmpp:sm:3'/>");
        assertThrows(IllegalStateException.class, () -> plain.stream.tell(StreamManagement.detach()));
        assertEquals(Phase.ESTABLISHED, plain.stream.state().phase());
        Transcript closing = Managed.server(Managed.config().build());
        closing.add(closing.stream.close());
        assertThrows(IllegalStateException.class, () -> closing.stream.tell(StreamManagement.detach()));
        closing.feed("</stream:stream>");
        assertEquals(List.of(), closing.stream.tell(StreamManagement.detach()));
    }
}
