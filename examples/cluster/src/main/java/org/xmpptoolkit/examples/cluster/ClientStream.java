package org.xmpptoolkit.examples.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StoreAnswer;
import org.xmpptoolkit.stream.management.StoreRequested;

/**
 * A client's session, while its stream is on this node: takes from the mailbox what the client takes, and lets nothing be
 * acknowledged to the client that the cluster does not hold. Thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // of stages whose functions do not throw
final class ClientStream {
    /** How many stanzas are on their way to the client at most. */
    private static final int WINDOW = 200;
    /** How many of the client's stanzas may wait for the cluster. */
    private static final int UNSTORED = 5_000;
    /** What counts are taken modulo, less 1. */
    private static final long COUNTS = 0xFFFF_FFFFL;

    private final Grid grid;
    private final XmppConnection connection;
    private final Jid address;
    private final String account;
    private final Outcome.Hold hold;

    // What the client gets: guarded by this
    /** What is on its way to the client, the oldest first. */
    private final Deque<XmlElement> sent = new ArrayDeque<>(1);
    /** What comes next, read already. */
    private final Deque<Entry> ready = new ArrayDeque<>(1);
    /** The index behind what was sent. */
    private long next;
    /** The index of the oldest stanza that the client has not taken. */
    private long taken;
    /** The index behind all that was heard of. */
    private long known;
    /** Whether something may be there that was not heard of. */
    private boolean stale = true;

    /** The index of the first stanza that is counted. */
    private long countsFrom;

    private boolean established;
    private boolean open;
    private boolean managed;
    private boolean sending;
    private boolean reading;
    private boolean over;

    // What the client sends: guarded by this
    private final Unstored unstored = new Unstored(UNSTORED);
    /** How many stanzas came in, modulo 2^32, as stream management counts. */
    private long received;
    /** How many of them the cluster knows of. */
    private long saved;

    private boolean saving;
    private boolean resumable;
    private boolean suspended;

    private ClientStream(Grid grid, XmppConnection connection, Jid address, Outcome.Hold hold) {
        this.grid = grid;
        this.connection = connection;
        this.address = address;
        this.account = address.bare().toString();
        this.hold = hold;
    }

    /** A session that was bound now. */
    static ClientStream bound(Grid grid, XmppConnection connection, Jid address, Outcome.Hold hold) {
        return new ClientStream(grid, connection, address, hold);
    }

    /**
     * A session that goes on.
     *
     * @param unacknowledged what its mailbox has: the stream sends it by itself
     */
    static ClientStream resumed(
            Grid grid, XmppConnection connection, Jid address, Outcome.Hold hold, List<XmlElement> unacknowledged) {
        ClientStream stream = new ClientStream(grid, connection, address, hold);
        stream.sent.addAll(unacknowledged);
        stream.taken = hold.first();
        stream.next = hold.first() + unacknowledged.size();
        stream.managed = true;
        stream.resumable = true;
        stream.received = hold.handled();
        stream.saved = hold.handled();
        return stream;
    }

    Jid address() {
        return address;
    }

    String account() {
        return account;
    }

    Outcome.Hold hold() {
        return hold;
    }

    // To the client

    /** The client is ready for what is there: it has said something, or started stream management. */
    synchronized void open() {
        open = true;
        drain();
    }

    /** Stream management begins: what is sent from now on is counted. */
    synchronized void managed() {
        if (managed) {
            return;
        }
        managed = true;
        countsFrom = next;
        if (sending) { // whether that is counted could not be told
            connection.fail(StreamError.of(
                    StreamErrorCondition.POLICY_VIOLATION, "start stream management before you send stanzas"));
        }
        open();
    }

    /** Negotiation is complete. */
    synchronized void established() {
        established = true;
        if (managed) {
            open();
        }
    }

    /** Something is in the mailbox, perhaps these. */
    synchronized void placed(long index, List<Entry> entries) {
        if (!reading && index == next + ready.size() && ready.size() < WINDOW) {
            ready.addAll(entries);
        }
        known = Math.max(known, index + Math.max(1, entries.size()));
        drain();
    }

    /** Something may be in the mailbox: look. */
    synchronized void look() {
        stale = true;
        drain();
    }

    private synchronized void drain() {
        int room = WINDOW - (int) (next - taken);
        if (!open || over || sending || room <= 0) {
            return;
        }
        if (ready.isEmpty()) {
            if ((stale || known > next) && !reading) {
                read();
            }
            return;
        }
        List<XmlElement> stanzas = new ArrayList<>();
        while (!ready.isEmpty() && stanzas.size() < room) {
            stanzas.add(Stanzas.forClient(ready.remove()));
        }
        if (managed) {
            sent.addAll(stanzas);
        }
        next += stanzas.size();
        sending = true;
        connection.send(stanzas).whenComplete((done, failure) -> sent(failure));
    }

    private synchronized void sent(@Nullable Throwable failure) {
        sending = false;
        if (failure != null) {
            broken(); // if the stream has not ended yet: the mailbox has what was not taken
            return;
        }
        if (!managed) {
            taken(next);
        }
        drain();
    }

    private void read() {
        reading = true;
        stale = false;
        grid.read(account, hold, next, WINDOW).whenComplete(this::read);
    }

    private synchronized void read(@Nullable Optional<List<Entry>> entries, @Nullable Throwable failure) {
        reading = false;
        if (entries == null) {
            broken();
        } else if (entries.isEmpty()) {
            superseded();
        } else {
            ready.addAll(entries.get());
            drain();
        }
    }

    /** The client tells that it took stanzas. */
    synchronized void acknowledged(List<XmlElement> stanzas) {
        for (XmlElement stanza : stanzas) {
            if (sent.poll() != stanza) { // the stream answered something by itself, which would put out the count
                connection.fail(StreamError.of(StreamErrorCondition.POLICY_VIOLATION, "do not bind twice"));
                return;
            }
        }
        taken(taken + stanzas.size());
        drain();
    }

    private void taken(long index) {
        taken = index;
        submit(new Command.Acknowledged(hold.resource(), hold.lease(), index));
    }

    // From the client

    /** A stanza of the client is on its way into the cluster. */
    synchronized void begun(CompletionStage<?> step) {
        step.whenComplete((done, failure) -> {
            if (failure != null) {
                broken(); // nothing behind it could be acknowledged
            }
        });
        if (!unstored.add(step.toCompletableFuture())) {
            connection.fail(StreamError.of(
                    StreamErrorCondition.RESOURCE_CONSTRAINT, "too many stanzas wait: request acknowledgements"));
        }
        if (managed) {
            received = (received + 1) & COUNTS;
            save();
        }
    }

    /**
     * Has the cluster know how many stanzas it holds, without waiting for the client to ask: what is known is not sent again when
     * the session goes on elsewhere. One such command at a time.
     */
    private void save() {
        if (saving || !resumable || received == saved) {
            return;
        }
        saving = true;
        long count = received;
        unstored.all().thenCompose(all -> submit(handled(count))).whenComplete((outcome, failure) -> {
            if (failure == null) {
                saved(count);
            }
        });
    }

    private synchronized void saved(long count) {
        saving = false;
        saved = count;
        save();
    }

    private Command handled(long count) {
        return new Command.Handled(hold.resource(), hold.lease(), count);
    }

    /** Stores what is to be acknowledged, then lets it be. */
    synchronized void store(StreamEvent.Asked<StoreAnswer> asked, StoreRequested request) {
        managed();
        received = request.handled();
        Command store = resumable || request.state().isEmpty()
                ? handled(received)
                : enable(request.state().get());
        resumable |= request.state().isPresent();
        unstored.all().thenCompose(all -> submit(store)).whenComplete((outcome, failure) -> {
            if (failure == null && !outcome.isRefused()) {
                connection.reply(asked, StoreAnswer.STORED);
            }
        });
    }

    private Command enable(SmState state) {
        return new Command.Enable(
                hold.resource(),
                hold.lease(),
                state.id(),
                state.toBytes(),
                state.max().orElse(Node.RESUMPTION).toMillis(),
                countsFrom);
    }

    /** The connection is lost; the client may come back, here or at another node. */
    synchronized void suspended(SmState state) {
        suspended = true;
        unstored.all().whenComplete((all, failure) -> suspend(failure == null ? state.handled() : -1));
    }

    private void suspend(long handled) {
        submit(new Command.Suspend(hold.resource(), hold.lease(), handled, grid.now()));
    }

    /** The stream is over. */
    synchronized void closed() {
        over = true;
        if (resumable && !established) {
            suspend(-1); // the resumption came to nothing: the client may try again
        } else if (!suspended) {
            unstored.all().whenComplete((all, failure) -> submit(new Command.End(hold.resource(), hold.lease())));
        }
    }

    /** Has the cluster do something with the session. If another node has it now, this stream ends. */
    CompletionStage<Outcome> submit(Command command) {
        return grid.submit(account, command).whenComplete((outcome, failure) -> {
            if (failure != null) {
                broken();
            } else if (outcome.refusal().equals(Optional.of(StanzaErrorCondition.CONFLICT))) {
                superseded();
            }
        });
    }

    /** The session goes on elsewhere (XEP-0198 section 5). */
    void superseded() {
        end(StreamErrorCondition.CONFLICT);
    }

    /** The cluster does not answer: the client may resume what was acknowledged, and has the rest still. */
    void broken() {
        end(StreamErrorCondition.RESET);
    }

    private void end(StreamErrorCondition condition) {
        synchronized (this) {
            over = true;
        }
        connection.fail(StreamError.of(condition));
    }
}
