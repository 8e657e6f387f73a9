package org.xmpptoolkit.stream.management;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;

/** The stanzas that were sent and not acknowledged, and the counter of those that were. Counts are modulo 2^32. */
final class SmQueue {
    private final Deque<Entry> entries = new ArrayDeque<>(1);
    private long acknowledged;
    private long octets;

    SmQueue(long acknowledged) {
        this.acknowledged = acknowledged;
    }

    void add(XmlElement stanza, int length) {
        entries.add(new Entry(stanza, length));
        octets += length;
    }

    /**
     * Takes off what is handled.
     *
     * @param h how many stanzas the peer handled, in all
     * @return those that are newly handled; nothing if there are not so many
     */
    Optional<List<XmlElement>> acknowledge(long h) {
        long newly = (h - acknowledged) & SmElements.MAX;
        if (newly > entries.size()) {
            return Optional.empty();
        }
        List<XmlElement> handled = new ArrayList<>((int) newly);
        for (long i = 0; i < newly; i++) {
            Entry entry = entries.remove();
            octets -= entry.length();
            handled.add(entry.stanza());
        }
        acknowledged = h;
        return Optional.of(handled);
    }

    long acknowledged() {
        return acknowledged;
    }

    long sent() {
        return (acknowledged + entries.size()) & SmElements.MAX;
    }

    int size() {
        return entries.size();
    }

    long octets() {
        return octets;
    }

    List<XmlElement> stanzas() {
        return entries.stream().map(Entry::stanza).toList();
    }

    private record Entry(XmlElement stanza, int length) {}
}
