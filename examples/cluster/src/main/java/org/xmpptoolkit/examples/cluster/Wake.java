package org.xmpptoolkit.examples.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.List;

/**
 * Tells the node that holds a session what happened to it. It may be lost: the mailbox has all that counts, and whoever sees a gap
 * in the indexes reads it there. It may be late too, so it names the lease, not the address: another session of that address has
 * another mailbox.
 */
final class Wake implements IdentifiedDataSerializable {
    private long lease;
    private boolean gone;
    private long index;
    private List<Entry> entries = List.of();

    Wake() {}

    private Wake(long lease, boolean gone, long index, List<Entry> entries) {
        this.lease = lease;
        this.gone = gone;
        this.index = index;
        this.entries = entries;
    }

    /**
     * Something was put into the mailbox.
     *
     * @param lease the session's lease
     * @param index the index of the first of the stanzas
     * @param entries the stanzas; none if the mailbox has to be read for them
     */
    static Wake placed(long lease, long index, List<Entry> entries) {
        return new Wake(lease, false, index, entries);
    }

    /** The lease of a session ended. */
    static Wake gone(long lease) {
        return new Wake(lease, true, 0, List.of());
    }

    long lease() {
        return lease;
    }

    /** Whether the lease ended. */
    boolean isGone() {
        return gone;
    }

    long index() {
        return index;
    }

    List<Entry> entries() {
        return entries;
    }

    @Override
    public int getFactoryId() {
        return GridTypes.FACTORY;
    }

    @Override
    public int getClassId() {
        return GridTypes.WAKE;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeLong(lease);
        out.writeBoolean(gone);
        out.writeLong(index);
        GridTypes.write(out, entries, Entry::write);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        lease = in.readLong();
        gone = in.readBoolean();
        index = in.readLong();
        entries = GridTypes.read(in, Entry::read);
    }
}
