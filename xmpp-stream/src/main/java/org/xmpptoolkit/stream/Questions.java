package org.xmpptoolkit.stream;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The question of one stream: there is one at a time, for it holds what comes in. It is answered once, or dropped. */
final class Questions {
    private long asked;
    private @Nullable Consumer<Object> continuation;
    /** The id that was dropped unanswered, if one was. */
    private long dropped = -1;

    /** Asks. The answer is of the type that the prompt names; {@link XmppStream#reply} sees to that. */
    <R> StreamEvent.Asked<R> ask(Prompt<R> prompt, Consumer<Object> takesAnswer) {
        continuation = takesAnswer;
        return new StreamEvent.Asked<>(asked++, prompt);
    }

    /** Whether frames are held until an answer is there. */
    boolean pausing() {
        return continuation != null;
    }

    /**
     * Gives an answer on; does nothing if the stream dropped the question.
     *
     * @throws IllegalStateException if there is no such question, or it was answered already
     * @throws RuntimeException what the feature says of an answer that does not fit; the question stays open
     */
    void reply(StreamEvent.Asked<?> question, Object answer) {
        Consumer<Object> taker = continuation;
        if (question.id() == dropped) {
            return;
        }
        if (taker == null || question.id() != asked - 1) {
            throw new IllegalStateException(
                    "question " + question.id() + " is not open on this stream: reply to each question once");
        }
        continuation = null;
        try {
            taker.accept(answer);
        } catch (RuntimeException e) {
            continuation = taker; // an answer that does not fit changes nothing
            throw e;
        }
    }

    /** Forgets what is open: nothing is negotiated any more. */
    void drop() {
        if (continuation != null) {
            dropped = asked - 1;
            continuation = null;
        }
    }
}
