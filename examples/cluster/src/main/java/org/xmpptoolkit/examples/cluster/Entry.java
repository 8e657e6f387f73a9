package org.xmpptoolkit.examples.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;

/**
 * A stanza that the cluster holds for a client.
 *
 * @param stanza the stanza as XML in UTF-8
 * @param at when the cluster took it, in milliseconds of the epoch
 * @param kind what becomes of it if its session ends before the client took it
 * @param delayed whether it waited offline, so that the client is told since when
 */
record Entry(byte[] stanza, long at, Kind kind, boolean delayed) {
    enum Kind {
        /** It goes to another resource of the account, or waits offline. */
        MESSAGE,
        /** It is answered with an error. */
        REQUEST,
        /** It has no meaning without the session. */
        OTHER
    }

    private static final Kind[] KINDS = Kind.values();

    /** The same stanza, to be told as one that waited. */
    Entry asDelayed() {
        return new Entry(stanza, at, kind, true);
    }

    void write(ObjectDataOutput out) throws IOException {
        out.writeByteArray(stanza);
        out.writeLong(at);
        out.writeByte(kind.ordinal());
        out.writeBoolean(delayed);
    }

    static Entry read(ObjectDataInput in) throws IOException {
        return new Entry(GridTypes.octets(in), in.readLong(), KINDS[in.readByte()], in.readBoolean());
    }
}
