package org.xmpptoolkit.examples.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** How what nodes tell each other is written: by Hazelcast's identified types, never by Java serialization. */
final class GridTypes implements DataSerializableFactory {
    static final int FACTORY = 1;
    static final int ACCOUNT = 1;
    static final int BATCH = 2;
    static final int BATCH_RESULT = 3;
    static final int SWEEP = 4;
    static final int SWEEP_RESULT = 5;
    static final int READ = 6;
    static final int READ_RESULT = 7;
    static final int WAKE = 8;

    @Override
    public IdentifiedDataSerializable create(int type) {
        return switch (type) {
            case ACCOUNT -> new Account();
            case BATCH -> new Batch();
            case BATCH_RESULT -> new Batch.Result();
            case SWEEP -> new Sweep();
            case SWEEP_RESULT -> new Sweep.Result();
            case READ -> new Read();
            case READ_RESULT -> new Read.Result();
            case WAKE -> new Wake();
            default ->
                throw new IllegalArgumentException(
                        "type " + type + " is none of this version: run the same version on all nodes");
        };
    }

    interface Writer<T> {
        void write(T value, ObjectDataOutput out) throws IOException;
    }

    interface Reader<T> {
        T read(ObjectDataInput in) throws IOException;
    }

    static <T> void write(ObjectDataOutput out, List<T> values, Writer<? super T> writer) throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            writer.write(value, out);
        }
    }

    static <T> List<T> read(ObjectDataInput in, Reader<? extends T> reader) throws IOException {
        int size = in.readInt();
        List<T> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(reader.read(in));
        }
        return values;
    }

    static void write(ObjectDataOutput out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    static UUID uuid(ObjectDataInput in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    static String text(ObjectDataInput in) throws IOException {
        return Objects.requireNonNull(in.readString(), "text");
    }

    static byte[] octets(ObjectDataInput in) throws IOException {
        return Objects.requireNonNull(in.readByteArray(), "octets");
    }
}
