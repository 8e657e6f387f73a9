package org.xmpptoolkit.examples.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Stanzas in order, each with its index, of which the first are taken off as they are handled. Bounded. */
final class Mailbox {
    /** How many stanzas one holds at most: as many as a stream holds unacknowledged. */
    static final int STANZAS = 1_000;
    /** How many octets they may have. */
    static final long OCTETS = 1_048_576;
    /** How many times of these there may be where mailboxes that ended were added. */
    static final int CARRIED = 10;

    private final Deque<Entry> entries = new ArrayDeque<>(1);
    private long first;
    private long octets;

    /**
     * Adds a stanza.
     *
     * @return false if there is no room
     */
    boolean add(Entry entry) {
        boolean fits = entries.isEmpty() || entries.size() < STANZAS && octets + entry.stanza().length <= OCTETS;
        if (fits) {
            force(entry);
        }
        return fits;
    }

    /**
     * Adds a stanza that was acknowledged already, where another mailbox ends: there is room for several of those.
     *
     * @return false if there is none; then the sender has to be told
     */
    boolean carry(Entry entry) {
        boolean fits = entries.isEmpty()
                || entries.size() < CARRIED * STANZAS && octets + entry.stanza().length <= CARRIED * OCTETS;
        if (fits) {
            force(entry);
        }
        return fits;
    }

    private void force(Entry entry) {
        entries.add(entry);
        octets += entry.stanza().length;
    }

    /** Takes off all that is before an index. */
    void handled(long index) {
        while (first < index && !entries.isEmpty()) {
            octets -= entries.remove().stanza().length;
            first++;
        }
    }

    /** The index of the oldest stanza that is held. */
    long first() {
        return first;
    }

    /** The index that the next stanza gets. */
    long end() {
        return first + entries.size();
    }

    /** The stanzas from an index on, at most so many. */
    List<Entry> from(long index, int most) {
        return entries.stream().skip(Math.max(0, index - first)).limit(most).toList();
    }

    /** Takes off all. */
    List<Entry> drain() {
        List<Entry> all = List.copyOf(entries);
        handled(end());
        return all;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void write(ObjectDataOutput out) throws IOException {
        out.writeLong(first);
        GridTypes.write(out, List.copyOf(entries), Entry::write);
    }

    static Mailbox read(ObjectDataInput in) throws IOException {
        Mailbox mailbox = new Mailbox();
        mailbox.first = in.readLong();
        GridTypes.read(in, Entry::read).forEach(mailbox::force);
        return mailbox;
    }
}
