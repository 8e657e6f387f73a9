package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.management.ResumeAnswer;
import org.xmpptoolkit.stream.management.ResumeRequested;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StoreAnswer;
import org.xmpptoolkit.stream.management.StoreRequested;

/** Acknowledgements that wait until what they say is stored (XEP-0198 section 4). */
class StoreBeforeAckTest {
    private static SmConfig config() {
        return Managed.config().storeBeforeAck(true).build();
    }

    /** The question that came last. */
    private static StreamEvent.Asked<StoreAnswer> asked(Transcript transcript) {
        return transcript.question(StoreRequested.class);
    }

    private static StoreRequested request(Transcript transcript) {
        return (StoreRequested) asked(transcript).prompt();
    }

    private static String answer(Transcript transcript, StoreAnswer answer) {
        StreamEvent.Asked<StoreAnswer> question = asked(transcript);
        transcript.events.clear();
        return transcript.add(transcript.stream.reply(question, answer));
    }

    /** A server whose session is stored as it began. */
    private static Transcript begun() {
        Transcript server = Managed.boundServer(config());
        server.feed(Managed.ENABLE);
        assertEquals("", answer(server, StoreAnswer.STORED), "the client asked for nothing yet");
        return server;
    }

    @Test
    void sessionIsStoredAsItBegins() {
        Transcript server = Managed.boundServer(config());
        assertTrue(server.feed(Managed.ENABLE).startsWith("<enabled "));
        StoreRequested first = request(server);
        assertEquals(0, first.handled());
        SmState state = first.state().orElseThrow();
        assertEquals("sm-1", state.id());
        assertEquals(Managed.BOUND, state.bound());
        assertTrue(state.unacknowledged().isEmpty());
    }

    @Test
    void acknowledgementWaitsForTheAnswer() {
        Transcript server = begun();
        server.add(server.stream.send(Managed.messages(1, 2)));
        assertEquals("", server.feed("<message/><message/>" + Managed.REQUEST));
        assertEquals(2, request(server).handled());
        SmState state = request(server).state().orElseThrow();
        assertEquals(2, state.handled());
        assertEquals(Managed.messages(1, 2), state.unacknowledged());
        server.feed("<message/>"); // comes in meanwhile, and is not in what is stored
        assertEquals(Managed.ack(2), answer(server, StoreAnswer.STORED));
        assertTrue(server.all(StreamEvent.Asked.class).isEmpty());
    }

    @Test
    void requestsMeanwhileAreOneQuestionBehindTheAnswer() {
        Transcript server = begun();
        server.feed("<message/>" + Managed.REQUEST);
        assertEquals(1, request(server).handled());
        StreamEvent.Asked<StoreAnswer> first = asked(server);
        server.events.clear();
        server.feed("<message/>" + Managed.REQUEST + "<message/>" + Managed.REQUEST);
        assertTrue(server.all(StreamEvent.Asked.class).isEmpty(), "one question at a time");
        assertEquals(Managed.ack(1), server.add(server.stream.reply(first, StoreAnswer.STORED)));
        assertEquals(3, request(server).handled());
        assertEquals(Managed.ack(3), answer(server, StoreAnswer.STORED));
        assertTrue(server.all(StreamEvent.Asked.class).isEmpty());
    }

    @Test
    void requestWithNothingNewIsAnsweredByTheQuestionThatIsOpen() {
        Transcript server = Managed.boundServer(config());
        server.feed(Managed.ENABLE + Managed.REQUEST);
        assertEquals(Managed.ack(0), answer(server, StoreAnswer.STORED));
        assertTrue(server.all(StreamEvent.Asked.class).isEmpty());
    }

    @Test
    void whatIsNotStoredIsNotAcknowledged() {
        Transcript server = begun();
        server.feed("<message/>" + Managed.REQUEST);
        assertEquals("", answer(server, StoreAnswer.NOT_STORED));
        assertTrue(server.all(StreamEvent.Asked.class).isEmpty(), "until the peer asks again");
        server.feed(Managed.REQUEST);
        assertEquals(Managed.ack(1), answer(server, StoreAnswer.STORED));
        server.feed("<message/>" + Managed.REQUEST);
        StreamEvent.Asked<StoreAnswer> question = asked(server);
        server.events.clear();
        server.feed(Managed.REQUEST);
        assertEquals("", server.add(server.stream.reply(question, StoreAnswer.NOT_STORED)));
        assertEquals(2, request(server).handled(), "the peer asked again already");
    }

    @Test
    void endOfTheStreamAcknowledgesNothingThatIsNotStored() {
        Transcript server = begun();
        server.feed("<message/>");
        assertEquals("</stream:stream>", server.add(server.stream.close()));
    }

    @Test
    void answerBehindTheEndGivesNothing() {
        Transcript server = begun();
        server.feed("<message/>" + Managed.REQUEST);
        StreamEvent.Asked<StoreAnswer> question = asked(server);
        SmState state = Managed.suspend(server);
        assertEquals(1, state.handled());
        assertEquals(List.of(), server.stream.reply(question, StoreAnswer.STORED));
    }

    @Test
    void sessionThatCannotBeResumedHasNoStateToStore() {
        Transcript server = Managed.boundServer(config());
        server.feed("<enable xmlns='urn:xmpp:sm:3'/>");
        assertFalse(server.all(StreamEvent.Asked.class).stream()
                .anyMatch(asked -> asked.prompt() instanceof StoreRequested));
        server.feed("<message/>" + Managed.REQUEST);
        assertEquals(new StoreRequested(1, Optional.empty()), request(server));
        assertEquals(Managed.ack(1), answer(server, StoreAnswer.STORED));
    }

    @Test
    void clientStoresToo() {
        Transcript client = Managed.boundClient(config());
        client.feed("<enabled xmlns='urn:xmpp:sm:3' id='sm-1' resume='true'/>");
        assertEquals("", answer(client, StoreAnswer.STORED));
        assertEquals("", client.feed("<message/>" + Managed.REQUEST));
        assertEquals(Managed.ack(1), answer(client, StoreAnswer.STORED));
    }

    /** Another process goes on with what was stored at the start, and the stanzas that were kept apart from it. */
    @Test
    void sessionGoesOnFromItsPartsElsewhere() {
        Transcript server = Managed.boundServer(config());
        server.feed(Managed.ENABLE);
        byte[] atTheStart = request(server).state().orElseThrow().toBytes();
        SmState now = SmState.parse(atTheStart).withProgress(7, 2, Managed.messages(3, 5));
        Transcript other = Managed.authenticatedServer(config());
        other.feed("<resume xmlns='urn:xmpp:sm:3' previd='sm-1' h='4'/>");
        String resumed =
                other.add(other.stream.reply(other.question(ResumeRequested.class), new ResumeAnswer.Resume(now)));
        assertEquals("<resumed xmlns='urn:xmpp:sm:3' previd='sm-1' h='7'/><message id='5'/>", resumed);
        assertTrue(
                other.all(StreamEvent.Asked.class).stream()
                        .noneMatch(asked -> asked.prompt() instanceof StoreRequested),
                "it is stored already");
        other.feed("<message/>" + Managed.REQUEST);
        assertEquals(8, request(other).handled());
        assertEquals(Managed.ack(8), answer(other, StoreAnswer.STORED));
    }

    @Test
    void progressIsChecked() {
        SmState state = Managed.suspend(Managed.server(Managed.config().build()));
        assertEquals(
                state.withQueued(Managed.messages(1, 1)).queued(),
                state.withQueued(Managed.messages(1, 1))
                        .withProgress(1, 1, List.of())
                        .queued());
        assertThrows(IllegalArgumentException.class, () -> state.withProgress(-1, 0, List.of()));
        assertThrows(IllegalArgumentException.class, () -> state.withProgress(0, 1L << 32, List.of()));
        assertThrows(
                IllegalArgumentException.class, () -> state.withProgress(0, 0, List.of(XmlElement.of("urn:a", "b"))));
    }
}
