package org.xmpptoolkit.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the events of one call, and joins what is written between two other effects into one {@code Write} if it may. */
final class Output {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final List<StreamEvent> events = new ArrayList<>(0);
    /** What is written since the last effect: nothing between calls, so that an idle stream holds no buffer. */
    private @Nullable ByteArrayOutputStream octets;

    private int writeAt;
    private final boolean joins;

    Output(boolean joins) {
        this.joins = joins;
    }

    void write(byte[] more) {
        if (more.length == 0) {
            return;
        }
        if (octets == null) {
            octets = new ByteArrayOutputStream(more.length);
            writeAt = events.size();
            events.add(new StreamEvent.Write(NOTHING));
        }
        octets.writeBytes(more);
        if (!joins) {
            flush();
        }
    }

    void effect(StreamEvent.Effect effect) {
        flush();
        events.add(effect);
    }

    void notice(StreamEvent.Notice notice) {
        events.add(notice);
    }

    /** The events so far; the next call begins with none. */
    List<StreamEvent> take() {
        flush();
        List<StreamEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    private void flush() {
        if (octets != null) {
            ByteBuffer all = ByteBuffer.wrap(octets.toByteArray()).asReadOnlyBuffer();
            events.set(writeAt, new StreamEvent.Write(all));
            octets = null;
        }
    }
}
