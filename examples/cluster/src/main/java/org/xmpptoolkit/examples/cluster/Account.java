package org.xmpptoolkit.examples.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.StanzaErrorCondition;

/**
 * What the cluster holds of one account: its sessions with their mailboxes, and what waits for the next of them. It lives where its
 * partition does; {@link Batch}es come to it, on the owner and on the backup alike, so all that it does depends on them alone: it
 * looks at no clock and draws no random numbers.
 */
final class Account implements IdentifiedDataSerializable {
    /** How many resources an account may have bound. */
    static final int SESSIONS = 100;

    /** Of how many nodes the last batch is remembered. */
    private static final int NODES = 16;

    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private Mailbox offline = new Mailbox();
    /**
     * By node, what its last batch led to: one that comes again, because the answer was lost, is not done again. Those that wrote last
     * are behind; a node that many others have written behind has its answer long since.
     */
    private final Map<UUID, Applied> applied = new LinkedHashMap<>(2);

    private record Applied(long number, List<Outcome> outcomes) {}

    /** Does what a batch of a node says, once. */
    List<Outcome> apply(UUID node, long number, List<Command> commands) {
        @Nullable Applied last = applied.get(node);
        if (last == null || last.number() != number) {
            last = new Applied(
                    number,
                    commands.stream().map(command -> command.apply(this)).toList());
            applied.remove(node);
            applied.put(node, last);
            if (applied.size() > NODES) {
                applied.remove(applied.keySet().iterator().next());
            }
        }
        return last.outcomes();
    }

    /** Whether there is nothing to be kept. */
    boolean isEmpty() {
        return sessions.isEmpty() && offline.isEmpty();
    }

    // Sessions

    Outcome bind(Command.Bind bind) {
        Outcome.Builder outcome = new Outcome.Builder();
        @Nullable Session former = sessions.get(bind.resource());
        if (former != null) { // RFC 6120 section 7.7.2.2: the new stream gets it
            outcome.gone(former);
            end(former, outcome);
        } else if (sessions.size() >= SESSIONS) {
            return outcome.refuse(StanzaErrorCondition.RESOURCE_CONSTRAINT).build();
        }
        Session session = new Session(bind.resource(), bind.holder(), bind.lease(), bind.now());
        sessions.put(session.resource, session);
        return outcome.hold(session).build();
    }

    Outcome enable(Command.Enable enable) {
        return with(enable.resource(), enable.lease(), (session, outcome) -> {
            session.managementId = enable.managementId();
            session.state = enable.state();
            session.keep = enable.keep();
            session.countsFrom = enable.countsFrom();
        });
    }

    Outcome resume(Command.Resume resume) {
        Outcome.Builder outcome = new Outcome.Builder();
        Optional<Session> found = sessions.values().stream()
                .filter(session -> session.isResumable() && session.managementId.equals(resume.managementId()))
                .findFirst();
        if (found.isEmpty()) {
            return outcome.refuse(StanzaErrorCondition.ITEM_NOT_FOUND).build();
        }
        Session session = found.get();
        outcome.gone(session);
        session.holder = resume.holder();
        session.lease = resume.newLease();
        session.since = resume.now();
        session.deadline = 0;
        return outcome.hold(session).build();
    }

    Outcome suspend(Command.Suspend suspend) {
        return with(suspend.resource(), suspend.lease(), (session, outcome) -> {
            if (suspend.handled() >= 0) {
                session.handled(suspend.handled());
            }
            if (session.isResumable()) {
                session.deadline = suspend.now() + session.keep;
            } else {
                end(session, outcome);
            }
        });
    }

    Outcome end(Command.End end) {
        return with(end.resource(), end.lease(), this::end);
    }

    Outcome handled(Command.Handled handled) {
        return with(handled.resource(), handled.lease(), (session, outcome) -> session.handled(handled.count()));
    }

    Outcome acknowledged(Command.Acknowledged acknowledged) {
        return with(
                acknowledged.resource(),
                acknowledged.lease(),
                (session, outcome) -> session.mailbox.handled(acknowledged.index()));
    }

    private interface Change {
        void apply(Session session, Outcome.Builder outcome);
    }

    /** Changes a session at the word of the node that has it. */
    private Outcome with(String resource, long lease, Change change) {
        Outcome.Builder outcome = new Outcome.Builder();
        @Nullable Session session = sessions.get(resource);
        if (session == null || session.lease != lease) {
            return outcome.refuse(StanzaErrorCondition.CONFLICT).build();
        }
        change.apply(session, outcome);
        return outcome.build();
    }

    /** What a mailbox holds from an index on; nothing if another node has the session. */
    Optional<List<Entry>> read(String resource, long lease, long index, int most) {
        return Optional.ofNullable(sessions.get(resource))
                .filter(session -> session.lease == lease)
                .map(session -> session.mailbox.from(index, most));
    }

    /** A session is over: what its client did not take finds another way (RFC 6121 section 8.5, XEP-0198 section 4). */
    private void end(Session session, Outcome.Builder outcome) {
        sessions.remove(session.resource);
        if (session.isAvailable()) {
            tellOthers(session, Stanzas.unavailable(session.presence), outcome);
        }
        for (Entry entry : session.mailbox.drain()) {
            if (entry.kind() == Entry.Kind.MESSAGE) {
                Optional<Session> other = best().filter(to -> to.mailbox.carry(entry.asDelayed()));
                other.ifPresent(to -> outcome.placed(to, false));
                if (other.isEmpty() && !offline.carry(entry.asDelayed())) {
                    outcome.bounced(entry.stanza());
                }
            } else if (entry.kind() == Entry.Kind.REQUEST) {
                outcome.bounced(entry.stanza());
            }
        }
    }

    /**
     * Gives up sessions whose time is over, and has those wait whose node is gone.
     *
     * @param live the nodes that there were at that time
     * @param now the time, in milliseconds
     * @return what it led to; nothing if nothing changed
     */
    Optional<Outcome> sweep(Set<UUID> live, long now) {
        Outcome.Builder outcome = new Outcome.Builder();
        boolean changed = false;
        for (Session session : List.copyOf(sessions.values())) {
            boolean orphan = !session.isSuspended() && session.since < now && !live.contains(session.holder);
            boolean over = session.isSuspended() && session.deadline <= now;
            if (orphan && session.isResumable()) {
                session.deadline = now + session.keep;
            } else if (orphan || over) {
                end(session, outcome);
            }
            changed |= orphan || over;
        }
        return changed ? Optional.of(outcome.build()) : Optional.empty();
    }

    // Stanzas

    Outcome presence(Command.Presence presence) {
        return with(presence.resource(), presence.lease(), (session, outcome) -> {
            boolean before = session.isAvailable();
            session.presence = presence.available() ? presence.stanza().stanza() : new byte[0];
            session.priority = presence.priority();
            tellOthers(session, presence.stanza().stanza(), outcome);
            if (!before && session.isAvailable()) {
                others(session).forEach(other -> put(session, other.presence, outcome));
            }
            if (session.isAvailable() && session.priority >= 0) {
                for (Entry entry : offline.drain()) {
                    if (session.mailbox.carry(entry.asDelayed())) {
                        outcome.placed(session, false);
                    } else {
                        offline.carry(entry); // there is room: it has just been there
                    }
                }
            }
        });
    }

    private Stream<Session> others(Session session) {
        return sessions.values().stream().filter(other -> other != session && other.isAvailable());
    }

    private void tellOthers(Session session, byte[] presence, Outcome.Builder outcome) {
        others(session).toList().forEach(other -> put(other, presence, outcome));
    }

    /** Presence for which there is no room is dropped. */
    private static void put(Session session, byte[] presence, Outcome.Builder outcome) {
        if (session.mailbox.add(new Entry(presence, 0, Entry.Kind.OTHER, false))) {
            outcome.placed(session, false);
        }
    }

    Outcome deliver(Command.Deliver deliver) {
        Outcome.Builder outcome = new Outcome.Builder();
        @Nullable Session named = sessions.get(deliver.resource());
        List<Session> to = named != null ? List.of(named) : unnamed(deliver.rule());
        for (Session session : to) {
            if (session.mailbox.add(deliver.entry())) {
                outcome.placed(session, true);
            } else if (deliver.rule().refuses()) {
                outcome.refuse(StanzaErrorCondition.RESOURCE_CONSTRAINT);
            }
        }
        if (to.isEmpty() && deliver.rule() == Command.Rule.STORE) {
            if (!offline.add(deliver.entry().asDelayed())) {
                outcome.refuse(StanzaErrorCondition.RESOURCE_CONSTRAINT);
            }
        } else if (to.isEmpty() && deliver.rule().refuses()) {
            outcome.refuse(StanzaErrorCondition.SERVICE_UNAVAILABLE);
        }
        return outcome.build();
    }

    private List<Session> unnamed(Command.Rule rule) {
        return switch (rule) {
            case STORE -> best().map(List::of).orElse(List.of());
            case ALL -> sessions.values().stream().filter(Session::isAvailable).toList();
            case REFUSE, DROP -> List.of();
        };
    }

    /** The available resource of the highest priority, of several the youngest (RFC 6121 section 8.5.2.1). */
    private Optional<Session> best() {
        return sessions.values().stream()
                .filter(session -> session.isAvailable() && session.priority >= 0)
                .max(Comparator.comparingInt((Session session) -> session.priority)
                        .thenComparingLong(session -> session.since));
    }

    // The written form, for moves of the partition

    @Override
    public int getFactoryId() {
        return GridTypes.FACTORY;
    }

    @Override
    public int getClassId() {
        return GridTypes.ACCOUNT;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        GridTypes.write(out, List.copyOf(sessions.values()), Session::write);
        offline.write(out);
        GridTypes.write(out, List.copyOf(applied.entrySet()), (last, to) -> {
            GridTypes.write(to, last.getKey());
            to.writeLong(last.getValue().number());
            GridTypes.write(to, last.getValue().outcomes(), Outcome::write);
        });
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        GridTypes.read(in, Session::read).forEach(session -> sessions.put(session.resource, session));
        offline = Mailbox.read(in);
        GridTypes.read(in, from -> {
                    UUID node = GridTypes.uuid(from);
                    return Map.entry(node, new Applied(from.readLong(), GridTypes.read(from, Outcome::read)));
                })
                .forEach(last -> applied.put(last.getKey(), last.getValue()));
    }
}
