package org.xmpptoolkit.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.xmpptoolkit.stream.StreamEvent.Asked;
import org.xmpptoolkit.stream.StreamEvent.Closed;
import org.xmpptoolkit.stream.StreamEvent.Write;

/** A stream under test, with everything that came out of it. */
final class Transcript {
    final XmppStream stream;
    final List<StreamEvent> events = new ArrayList<>();

    Transcript(XmppStream stream) {
        this.stream = stream;
    }

    /** Feeds text, and returns what was written in answer. */
    String feed(String xml) {
        return feed(xml.getBytes(StandardCharsets.UTF_8));
    }

    String feed(byte[] octets) {
        return add(stream.receive(ByteBuffer.wrap(octets)));
    }

    /** Takes the events of a call in, and returns what they write. */
    String add(List<StreamEvent> more) {
        events.addAll(more);
        return written(more);
    }

    static String written(List<StreamEvent> events) {
        StringBuilder text = new StringBuilder();
        for (StreamEvent event : events) {
            if (event instanceof Write write) {
                text.append(StandardCharsets.UTF_8.decode(write.octets()));
            }
        }
        return text.toString();
    }

    <E extends StreamEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <E extends StreamEvent> E only(Class<E> kind) {
        List<E> found = all(kind);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + kind.getSimpleName() + " in " + events);
        }
        return found.get(0);
    }

    Reason closed() {
        return only(Closed.class).reason();
    }

    /** The one question of a kind that was asked. */
    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    <R, P extends Prompt<R>> Asked<R> question(Class<P> kind) {
        return all(Asked.class).stream()
                .filter(asked -> kind.isInstance(asked.prompt()))
                .map(asked -> (Asked<R>) asked)
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " in " + events));
    }
}
