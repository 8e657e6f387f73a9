package org.xmpptoolkit.stream;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Performs lists of events so that each list is done to its end before the next one, even if performing an event leads to a call
 * that gives a list of its own. Every driver needs this. Not thread-safe: one thread at a time, like the stream.
 */
public final class EventPump {
    private final Consumer<? super StreamEvent> performer;
    private final Queue<StreamEvent> queue = new ArrayDeque<>();
    private boolean performing;

    /**
     * A pump.
     *
     * @param performer does one event
     */
    public EventPump(Consumer<? super StreamEvent> performer) {
        this.performer = performer;
    }

    /**
     * Performs events, or, if called while one is being performed, leaves them for the call that is at work.
     *
     * @param events what a method of {@link XmppStream} gave
     */
    public void perform(List<StreamEvent> events) {
        queue.addAll(events);
        if (performing) {
            return;
        }
        performing = true;
        try {
            for (@Nullable StreamEvent event = queue.poll(); event != null; event = queue.poll()) {
                performer.accept(event);
            }
        } finally {
            performing = false;
        }
    }
}
