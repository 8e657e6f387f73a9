package org.xmpptoolkit.examples.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.UUID;

/** A bound resource, as the cluster holds it. Part of an {@link Account}. */
final class Session {
    private static final byte[] NOTHING = {};

    final String resource;
    final Mailbox mailbox;
    /** The node whose stream it is on, or was on last. */
    UUID holder;
    /** What that node has to show for each command: whoever resumes the session gets another one. */
    long lease;
    /** Since when that is so. */
    long since;
    /** When a session without stream is given up; 0 while it has one. */
    long deadline;

    /** The id of stream management; empty as long as the session cannot be resumed. */
    String managementId = "";
    /** The {@code SmState} at its start, in its written form. */
    byte[] state = NOTHING;
    /** How long it waits for its client, in milliseconds. */
    long keep;
    /** The index of the first stanza that stream management counts. */
    long countsFrom;
    /** How many stanzas of the client were taken, modulo 2^32. */
    long handled;

    /** The presence that was broadcast last; empty if the resource is not available. */
    byte[] presence = NOTHING;

    int priority;

    Session(String resource, UUID holder, long lease, long since) {
        this(resource, new Mailbox(), holder, lease, since);
    }

    private Session(String resource, Mailbox mailbox, UUID holder, long lease, long since) {
        this.resource = resource;
        this.mailbox = mailbox;
        this.holder = holder;
        this.lease = lease;
        this.since = since;
    }

    boolean isAvailable() {
        return presence.length > 0;
    }

    boolean isResumable() {
        return !managementId.isEmpty();
    }

    /** So many stanzas are handled; a count that was overtaken by a later one changes nothing. */
    void handled(long count) {
        if (((count - handled) & 0xFFFF_FFFFL) < 0x8000_0000L) {
            handled = count;
        }
    }

    /** Whether it waits for its client. */
    boolean isSuspended() {
        return deadline != 0;
    }

    void write(ObjectDataOutput out) throws IOException {
        out.writeString(resource);
        mailbox.write(out);
        GridTypes.write(out, holder);
        out.writeLong(lease);
        out.writeLong(since);
        out.writeLong(deadline);
        out.writeString(managementId);
        out.writeByteArray(state);
        out.writeLong(keep);
        out.writeLong(countsFrom);
        out.writeLong(handled);
        out.writeByteArray(presence);
        out.writeInt(priority);
    }

    static Session read(ObjectDataInput in) throws IOException {
        Session session =
                new Session(GridTypes.text(in), Mailbox.read(in), GridTypes.uuid(in), in.readLong(), in.readLong());
        session.deadline = in.readLong();
        session.managementId = GridTypes.text(in);
        session.state = GridTypes.octets(in);
        session.keep = in.readLong();
        session.countsFrom = in.readLong();
        session.handled = in.readLong();
        session.presence = GridTypes.octets(in);
        session.priority = in.readInt();
        return session;
    }
}
