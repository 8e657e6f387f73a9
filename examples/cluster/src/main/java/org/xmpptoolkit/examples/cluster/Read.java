package org.xmpptoolkit.examples.cluster;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what is in a session's mailbox, for the node that holds it. Changes nothing. */
@SuppressWarnings("serial") // written as an identified type
final class Read implements EntryProcessor<String, Account, Read.Result>, ReadOnly, IdentifiedDataSerializable {
    private String resource = "";
    private long lease;
    private long index;
    private int most;

    Read() {}

    Read(String resource, long lease, long index, int most) {
        this.resource = resource;
        this.lease = lease;
        this.index = index;
        this.most = most;
    }

    @Override
    public Result process(Map.Entry<String, Account> entry) {
        return new Result(
                Optional.ofNullable(entry.getValue()).flatMap(account -> account.read(resource, lease, index, most)));
    }

    @Override
    public @Nullable EntryProcessor<String, Account, Result> getBackupProcessor() {
        return null;
    }

    @Override
    public int getFactoryId() {
        return GridTypes.FACTORY;
    }

    @Override
    public int getClassId() {
        return GridTypes.READ;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(resource);
        out.writeLong(lease);
        out.writeLong(index);
        out.writeInt(most);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        resource = GridTypes.text(in);
        lease = in.readLong();
        index = in.readLong();
        most = in.readInt();
    }

    /** The stanzas; nothing if another node has the session now. */
    static final class Result implements IdentifiedDataSerializable {
        private Optional<List<Entry>> entries = Optional.empty();

        Result() {}

        Result(Optional<List<Entry>> entries) {
            this.entries = entries;
        }

        Optional<List<Entry>> entries() {
            return entries;
        }

        @Override
        public int getFactoryId() {
            return GridTypes.FACTORY;
        }

        @Override
        public int getClassId() {
            return GridTypes.READ_RESULT;
        }

        @Override
        public void writeData(ObjectDataOutput out) throws IOException {
            out.writeBoolean(entries.isPresent());
            GridTypes.write(out, entries.orElse(List.of()), Entry::write);
        }

        @Override
        public void readData(ObjectDataInput in) throws IOException {
            boolean present = in.readBoolean();
            List<Entry> read = GridTypes.read(in, Entry::read);
            entries = present ? Optional.of(read) : Optional.empty();
        }
    }
}
