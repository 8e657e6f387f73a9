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
     * @throws RuntimeException what the feature says of an answer that does not fit; the question stays open
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
        boolean paused = pausing == question.id();
        if (paused) {
            pausing = -1;
        }
        try {
            continuation.accept(answer);
        } catch (RuntimeException e) {
            open.put(question.id(), continuation); // an answer that does not fit changes nothing
            pausing = paused ? question.id() : pausing;
            throw e;
        }
    }

    /** Forgets all that is open: the stream has ended. */
    void drop() {
        dropped = true;
        open.clear();
        pausing = -1;
    }
}
