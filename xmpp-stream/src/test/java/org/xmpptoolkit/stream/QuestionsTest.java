package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.stream.StreamEvent.Asked;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;

class QuestionsTest {
    private static final BindAnswer ANSWER = new BindAnswer.Bound(Managed.BOUND);

    /** A server that asks what to bind. Its question equals that of any other one. */
    private static Transcript asking() {
        Transcript server = Managed.authenticatedServer(Managed.config().build());
        server.feed(Managed.BIND);
        return server;
    }

    private static Asked<BindAnswer> question(Transcript server) {
        return server.question(BindRequested.class);
    }

    @Test
    void questionOfAnotherStreamIsNotAnswered() {
        Transcript one = asking();
        Transcript other = asking();
        assertEquals(question(one), question(other), "only the instances tell them apart");
        StreamState before = other.stream.state();
        assertThrows(IllegalStateException.class, () -> other.stream.reply(question(one), ANSWER));
        assertEquals(before, other.stream.state());
        assertFalse(other.stream.wantsInput(), "its own question is still open");
        assertFalse(one.stream.wantsInput());
        assertTrue(other.add(other.stream.reply(question(other), ANSWER)).startsWith("<iq type='result'"));
        other.only(StreamEvent.Established.class);
    }

    @Test
    void onlyTheQuestionThatTheStreamDroppedIsPassedOver() {
        Transcript one = asking();
        Transcript other = asking();
        other.add(other.stream.close());
        assertEquals(List.of(), other.stream.reply(question(other), ANSWER));
        assertThrows(IllegalStateException.class, () -> other.stream.reply(question(one), ANSWER));
        assertFalse(one.stream.wantsInput());
    }
}
