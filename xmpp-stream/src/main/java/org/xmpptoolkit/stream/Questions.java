package org.xmpptoolkit.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The questions of one stream: each is answered once, or dropped when the stream ends. */
final class Questions {
    /** The open ones, and what takes their answers. */
    private final Map<Long, Consumer<Object>> open = new HashMap<>(2);

    private long asked;
    private long pausing = -1;
    private boolean dropped;

    /** Asks. The answer is of the type that the prompt names; {@link XmppStream#reply} sees to that. */
    <R> StreamEvent.Asked<R> ask(Prompt<R> prompt, boolean pause, Consumer<Object> continuation) {
        long id = asked++;
        open.put(id, continuation);
        if (pause) {
            pausing = id;
        }
        return new StreamEvent.Asked<>(id, prompt);
    }

    /** Whether frames are held until an answer is there. */
    boolean pausing() {
        return pausing >= 0;
    }

    /**
     * Gives an answer on; does nothing if the stream dropped the question.
     *
     * @throws IllegalStateException if there is no such question, or it was answered already
     */
    void reply(StreamEvent.Asked<?> question, Object answer) {
        Consumer<Object> continuation = open.remove(question.id());
        if (continuation == null) {
            if (dropped && question.id() < asked) {
                return;
            }
            throw new IllegalStateException(
                    "question " + question.id() + " is not open on this stream: reply to each question once");
        }
        if (pausing == question.id()) {
            pausing = -1;
        }
        continuation.accept(answer);
    }

    /** Forgets all that is open: the stream has ended. */
    void drop() {
        dropped = true;
        open.clear();
        pausing = -1;
    }
}
