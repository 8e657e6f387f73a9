package org.xmpptoolkit.examples.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.List;

/**
 * Tells the node that holds a session what happened to it. It may be lost: the mailbox has all that counts, and whoever sees a gap
 * in the indexes reads it there.
 */
final class Wake implements IdentifiedDataSerializable {
    private String address = "";
    private long lease;
    private long index;
    private List<Entry> entries = List.of();

    Wake() {}

    private Wake(String address, long lease, long index, List<Entry> entries) {
        this.address = address;
        this.lease = lease;
        this.index = index;
        this.entries = entries;
    }

    /**
     * Something was put into the mailbox.
     *
     * @param address the session's full address
     * @param index the index of the first of the stanzas
     * @param entries the stanzas; none if the mailbox has to be read for them
     */
    static Wake placed(String address, long index, List<Entry> entries) {
        return new Wake(address, 0, index, entries);
    }

    /** The lease of a session ended. */
    static Wake gone(String address, long lease) {
        return new Wake(address, lease, 0, List.of());
    }

    String address() {
        return address;
    }

    /** The lease that ended; 0 if none did. */
    long lease() {
        return lease;
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
        out.writeString(address);
        out.writeLong(lease);
        out.writeLong(index);
        GridTypes.write(out, entries, Entry::write);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        address = GridTypes.text(in);
        lease = in.readLong();
        index = in.readLong();
        entries = GridTypes.read(in, Entry::read);
    }
}
