package org.xmpptoolkit.examples.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.xmpptoolkit.errors.StanzaErrorCondition;

/**
 * What a {@link Command} led to.
 *
 * @param refusal why it was refused: for a command with a lease conflict, if another node has the session now
 * @param hold the session that the node holds from now on
 * @param placed what was put into mailboxes
 * @param gone leases that ended
 * @param bounced requests that nobody will answer, and messages that nobody will get, as XML: their senders have to be told
 */
record Outcome(
        Optional<StanzaErrorCondition> refusal,
        Optional<Hold> hold,
        List<Placed> placed,
        List<Gone> gone,
        List<byte[]> bounced) {
    /**
     * A session, in the hands of a node.
     *
     * @param resource its resourcepart
     * @param lease what the node has to show
     * @param state the {@code SmState} at its start, in its written form
     * @param handled how many stanzas of the client were taken
     * @param acknowledged how many stanzas the client took, as far as the cluster knows, modulo 2^32
     * @param first the index of the oldest stanza in its mailbox
     */
    record Hold(String resource, long lease, byte[] state, long handled, long acknowledged, long first) {}

    /**
     * A stanza in a mailbox.
     *
     * @param holder the node that has to hear of it; nothing if the session waits for its client
     * @param lease the lease of that node
     * @param index the index of the stanza
     * @param known whether it is the stanza of the command, and no other
     */
    record Placed(Optional<UUID> holder, long lease, long index, boolean known) {}

    /**
     * A session that a node holds no longer.
     *
     * @param holder the node
     * @param lease the lease that ended
     */
    record Gone(UUID holder, long lease) {}

    boolean isRefused() {
        return refusal.isPresent();
    }

    void write(ObjectDataOutput out) throws IOException {
        out.writeString(refusal.map(StanzaErrorCondition::elementName).orElse(""));
        GridTypes.write(out, hold.stream().toList(), (held, to) -> {
            to.writeString(held.resource());
            to.writeLong(held.lease());
            to.writeByteArray(held.state());
            to.writeLong(held.handled());
            to.writeLong(held.acknowledged());
            to.writeLong(held.first());
        });
        GridTypes.write(out, placed, (place, to) -> {
            to.writeBoolean(place.holder().isPresent());
            if (place.holder().isPresent()) {
                GridTypes.write(to, place.holder().get());
            }
            to.writeLong(place.lease());
            to.writeLong(place.index());
            to.writeBoolean(place.known());
        });
        GridTypes.write(out, gone, (former, to) -> {
            GridTypes.write(to, former.holder());
            to.writeLong(former.lease());
        });
        GridTypes.write(out, bounced, (stanza, to) -> to.writeByteArray(stanza));
    }

    static Outcome read(ObjectDataInput in) throws IOException {
        return new Outcome(
                StanzaErrorCondition.ofElementName(GridTypes.text(in)),
                GridTypes.read(
                                in,
                                from -> new Hold(
                                        GridTypes.text(from),
                                        from.readLong(),
                                        GridTypes.octets(from),
                                        from.readLong(),
                                        from.readLong(),
                                        from.readLong()))
                        .stream()
                        .findFirst(),
                GridTypes.read(
                        in,
                        from -> new Placed(
                                from.readBoolean() ? Optional.of(GridTypes.uuid(from)) : Optional.empty(),
                                from.readLong(),
                                from.readLong(),
                                from.readBoolean())),
                GridTypes.read(in, from -> new Gone(GridTypes.uuid(from), from.readLong())),
                GridTypes.read(in, GridTypes::octets));
    }

    /** Collects an outcome. */
    static final class Builder {
        private Optional<StanzaErrorCondition> refusal = Optional.empty();
        private Optional<Hold> hold = Optional.empty();
        private final List<Placed> placed = new ArrayList<>(1);
        private final List<Gone> gone = new ArrayList<>(0);
        private final List<byte[]> bounced = new ArrayList<>(0);

        Builder refuse(StanzaErrorCondition condition) {
            refusal = Optional.of(condition);
            return this;
        }

        Builder hold(Session session) {
            long acknowledged = (session.mailbox.first() - session.countsFrom) & 0xFFFF_FFFFL;
            hold = Optional.of(new Hold(
                    session.resource,
                    session.lease,
                    session.state,
                    session.handled,
                    acknowledged,
                    session.mailbox.first()));
            return this;
        }

        void placed(Session session, boolean known) {
            Optional<UUID> holder = session.isSuspended() ? Optional.empty() : Optional.of(session.holder);
            placed.add(new Placed(holder, session.lease, session.mailbox.end() - 1, known));
        }

        void gone(Session session) {
            if (!session.isSuspended()) {
                gone.add(new Gone(session.holder, session.lease));
            }
        }

        void bounced(byte[] stanza) {
            bounced.add(stanza);
        }

        Outcome build() {
            return new Outcome(refusal, hold, List.copyOf(placed), List.copyOf(gone), List.copyOf(bounced));
        }
    }
}
