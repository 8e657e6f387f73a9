package org.xmpptoolkit.examples.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.UUID;

/** What a node has done to an {@link Account}. Where it is about a session that the node holds, it shows its lease. */
sealed interface Command {
    /** Does it. */
    Outcome apply(Account account);

    /** Writes all but the class. */
    void write(ObjectDataOutput out) throws IOException;

    /** Who gets a stanza if the resource that it is for is not bound, or if it is for none. */
    enum Rule {
        /** The best resource that is available; if there is none, it waits for one. A message. */
        STORE,
        /** Nobody, and the sender is told. A request. */
        REFUSE,
        /** All resources that are available. Presence, headlines. */
        ALL,
        /** Nobody. */
        DROP;

        /** Whether the sender hears of it if nobody gets the stanza. */
        boolean refuses() {
            return this == STORE || this == REFUSE;
        }
    }

    /** A resource is bound; who had it is displaced. */
    record Bind(String resource, UUID holder, long lease, long now) implements Command {
        @Override
        public Outcome apply(Account account) {
            return account.bind(this);
        }

        @Override
        public void write(ObjectDataOutput out) throws IOException {
            out.writeString(resource);
            GridTypes.write(out, holder);
            out.writeLong(lease);
            out.writeLong(now);
        }

        static Bind read(ObjectDataInput in) throws IOException {
            return new Bind(GridTypes.text(in), GridTypes.uuid(in), in.readLong(), in.readLong());
        }
    }

    /** The session can be resumed from now on. */
    record Enable(String resource, long lease, String managementId, byte[] state, long keep, long countsFrom)
            implements Command {
        @Override
        public Outcome apply(Account account) {
            return account.enable(this);
        }

        @Override
        public void write(ObjectDataOutput out) throws IOException {
            out.writeString(resource);
            out.writeLong(lease);
            out.writeString(managementId);
            out.writeByteArray(state);
            out.writeLong(keep);
            out.writeLong(countsFrom);
        }

        static Enable read(ObjectDataInput in) throws IOException {
            return new Enable(
                    GridTypes.text(in),
                    in.readLong(),
                    GridTypes.text(in),
                    GridTypes.octets(in),
                    in.readLong(),
                    in.readLong());
        }
    }

    /** A client came back, at whichever node. */
    record Resume(String managementId, UUID holder, long newLease, long now) implements Command {
        @Override
        public Outcome apply(Account account) {
            return account.resume(this);
        }

        @Override
        public void write(ObjectDataOutput out) throws IOException {
            out.writeString(managementId);
            GridTypes.write(out, holder);
            out.writeLong(newLease);
            out.writeLong(now);
        }

        static Resume read(ObjectDataInput in) throws IOException {
            return new Resume(GridTypes.text(in), GridTypes.uuid(in), in.readLong(), in.readLong());
        }
    }

    /** The stream of a session is lost; {@code handled} is negative if the count is not known. */
    record Suspend(String resource, long lease, long handled, long now) implements Command {
        @Override
        public Outcome apply(Account account) {
            return account.suspend(this);
        }

        @Override
        public void write(ObjectDataOutput out) throws IOException {
            out.writeString(resource);
            out.writeLong(lease);
            out.writeLong(handled);
            out.writeLong(now);
        }

        static Suspend read(ObjectDataInput in) throws IOException {
            return new Suspend(GridTypes.text(in), in.readLong(), in.readLong(), in.readLong());
        }
    }

    /** A session is over. */
    record End(String resource, long lease) implements Command {
        @Override
        public Outcome apply(Account account) {
            return account.end(this);
        }

        @Override
        public void write(ObjectDataOutput out) throws IOException {
            out.writeString(resource);
            out.writeLong(lease);
        }

        static End read(ObjectDataInput in) throws IOException {
            return new End(GridTypes.text(in), in.readLong());
        }
    }

    /** So many stanzas of the client are in the hands of the cluster. */
    record Handled(String resource, long lease, long count) implements Command {
        @Override
        public Outcome apply(Account account) {
            return account.handled(this);
        }

        @Override
        public void write(ObjectDataOutput out) throws IOException {
            out.writeString(resource);
            out.writeLong(lease);
            out.writeLong(count);
        }

        static Handled read(ObjectDataInput in) throws IOException {
            return new Handled(GridTypes.text(in), in.readLong(), in.readLong());
        }
    }

    /** The client took all stanzas before an index. */
    record Acknowledged(String resource, long lease, long index) implements Command {
        @Override
        public Outcome apply(Account account) {
            return account.acknowledged(this);
        }

        @Override
        public void write(ObjectDataOutput out) throws IOException {
            out.writeString(resource);
            out.writeLong(lease);
            out.writeLong(index);
        }

        static Acknowledged read(ObjectDataInput in) throws IOException {
            return new Acknowledged(GridTypes.text(in), in.readLong(), in.readLong());
        }
    }

    /** The client broadcasts presence. */
    record Presence(String resource, long lease, Entry stanza, boolean available, int priority) implements Command {
        @Override
        public Outcome apply(Account account) {
            return account.presence(this);
        }

        @Override
        public void write(ObjectDataOutput out) throws IOException {
            out.writeString(resource);
            out.writeLong(lease);
            stanza.write(out);
            out.writeBoolean(available);
            out.writeInt(priority);
        }

        static Presence read(ObjectDataInput in) throws IOException {
            return new Presence(GridTypes.text(in), in.readLong(), Entry.read(in), in.readBoolean(), in.readInt());
        }
    }

    /** A stanza for the account, or for the resource that is named unless that is empty. */
    record Deliver(String resource, Rule rule, Entry entry) implements Command {
        @Override
        public Outcome apply(Account account) {
            return account.deliver(this);
        }

        @Override
        public void write(ObjectDataOutput out) throws IOException {
            out.writeString(resource);
            out.writeByte(rule.ordinal());
            entry.write(out);
        }

        static Deliver read(ObjectDataInput in) throws IOException {
            return new Deliver(GridTypes.text(in), Rule.values()[in.readByte()], Entry.read(in));
        }
    }
}
