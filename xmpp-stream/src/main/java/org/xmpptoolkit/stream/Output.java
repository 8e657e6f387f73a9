package org.xmpptoolkit.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Collects the events of one call, and joins what is written between two other effects into one {@code Write}. */
final class Output {
    private List<StreamEvent> events = new ArrayList<>(4);
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream(0);
    private int writeAt = -1;

    void write(byte[] more) {
        if (more.length == 0) {
            return;
        }
        if (writeAt < 0) {
            writeAt = events.size();
            events.add(new StreamEvent.Write(ByteBuffer.allocate(0)));
        }
        octets.writeBytes(more);
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
        if (events.isEmpty()) {
            return List.of();
        }
        List<StreamEvent> taken = List.copyOf(events);
        events = new ArrayList<>(4);
        return taken;
    }

    private void flush() {
        if (writeAt >= 0) {
            events.set(
                    writeAt,
                    new StreamEvent.Write(ByteBuffer.wrap(octets.toByteArray()).asReadOnlyBuffer()));
            writeAt = -1;
            octets.reset();
        }
    }
}
