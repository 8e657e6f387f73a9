package org.xmpptoolkit.stream;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The question of one stream: there is one at a time, for it holds what comes in. It is answered once, or dropped. */
final class Questions {
    private long asked;
    private @Nullable Open open;
    /** The question that was dropped unanswered, if one was. */
    private @Nullable Open dropped;

    /** Asks. The answer is of the type that the prompt names; {@link XmppStream#reply} sees to that. */
    <R> StreamEvent.Asked<R> ask(Prompt<R> prompt, Consumer<Object> takesAnswer) {
        StreamEvent.Asked<R> question = new StreamEvent.Asked<>(asked++, prompt);
        open = new Open(question, takesAnswer);
        return question;
    }

    /** Whether frames are held until an answer is there. */
    boolean pausing() {
        return open != null;
    }

    /**
     * Gives an answer on; does nothing if the stream dropped the question.
     *
     * @throws IllegalStateException if there is no such question, or it was answered already
     * @throws RuntimeException what the feature says of an answer that does not fit; the question stays open
     */
    void reply(StreamEvent.Asked<?> question, Object answer) {
        if (dropped != null && dropped.is(question)) {
            return;
        }
        Open answered = open;
        if (answered == null || !answered.is(question)) {
            throw new IllegalStateException("question " + question.id()
                    + " is not open on this stream: reply to each question once, on the stream that asked it");
        }
        open = null;
        try {
            answered.takesAnswer().accept(answer);
        } catch (RuntimeException e) {
            open = answered; // an answer that does not fit changes nothing
            throw e;
        }
    }

    /** Forgets what is open: nothing is negotiated any more. */
    void drop() {
        if (open != null) {
            dropped = open;
            open = null;
        }
    }

    private record Open(StreamEvent.Asked<?> question, Consumer<Object> takesAnswer) {
        /** By identity: each stream numbers its questions from 0, so that those of two streams may be equal. */
        @SuppressWarnings("ReferenceEquality")
        boolean is(StreamEvent.Asked<?> other) {
            return question == other;
        }
    }
}
