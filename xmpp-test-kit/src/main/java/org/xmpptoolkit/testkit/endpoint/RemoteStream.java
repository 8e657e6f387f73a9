package org.xmpptoolkit.testkit.endpoint;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.DomainPair;

/**
 * One stream that we opened to another domain: stanzas wait until their pair of domains is authorized on it (XEP-0220 section
 * 2.1.1), and go back to their senders if that does not come about. Guarded by the router.
 */
final class RemoteStream {
    static final int MOST_WAITING = 1_000;
    static final long MOST_OCTETS = 1_048_576;
    static final Duration IDLE = Duration.ofMinutes(10);
    /** How long a stream that is established may take to authorize one more pair. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RemoteServers pool;
    private final Map<DomainPair, Queue<Entry>> waiting = new LinkedHashMap<>();
    private final Set<DomainPair> authorized = new HashSet<>();
    private @Nullable ServerLink link;
    private boolean established;
    private boolean used;
    private int count;
    private long octets;

    /** A stanza, and whether another stream failed to take it before. */
    record Entry(Stanza stanza, boolean again) {
        long octets() {
            return StanzaSize.octets(stanza);
        }
    }

    RemoteStream(RemoteServers pool) {
        this.pool = pool;
    }

    /** Begins, for the first of its pairs. */
    void open(DomainPair pair, ServerLink.Opener opener) {
        queue(pair);
        link = opener.open(pair, this);
    }

    /** Whether stanzas of a pair may be sent here, now or when it is authorized. */
    boolean knows(DomainPair pair) {
        return authorized.contains(pair) || waiting.containsKey(pair);
    }

    /** Whether one more pair can go here, or might once the stream is established. */
    boolean add(DomainPair pair) {
        if (established && !link().authorize(pair)) {
            return false;
        }
        queue(pair);
        return true;
    }

    /** Sends a stanza of a pair that this stream {@linkplain #knows knows}, or keeps it until it can. */
    void send(DomainPair pair, Entry entry) {
        used = true;
        if (established && authorized.contains(pair)) {
            transmit(entry);
            return;
        }
        long more = entry.octets();
        if (count == MOST_WAITING || octets + more > MOST_OCTETS) {
            pool.failed(entry, StanzaErrorCondition.RESOURCE_CONSTRAINT);
            return;
        }
        count++;
        octets += more;
        @Nullable Queue<Entry> queue = waiting.get(pair);
        (queue == null ? queue(pair) : queue).add(entry);
    }

    private Queue<Entry> queue(DomainPair pair) {
        Queue<Entry> queue = new ArrayDeque<>();
        waiting.put(pair, queue);
        if (established) {
            awaitAnswer(pair);
        }
        return queue;
    }

    /** While the stream is negotiated, its own deadline ends the wait; behind that, a peer may be silent for ever. */
    private void awaitAnswer(DomainPair pair) {
        @Nullable Queue<Entry> queue = waiting.get(pair);
        pool.later(PATIENCE, () -> {
            if (queue != null && waiting.get(pair) == queue) {
                refused(pair, StanzaErrorCondition.REMOTE_SERVER_TIMEOUT);
            }
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // of a function that does not throw
    private void transmit(Entry entry) {
        link().send(entry.stanza().toElement(Namespaces.SERVER)).whenComplete((none, failure) -> {
            if (failure != null) {
                pool.unsent(this, entry, failure);
            }
        });
    }

    private ServerLink link() {
        if (link == null) {
            throw new IllegalStateException("the stream is not opened yet: call open() first");
        }
        return link;
    }

    /** Stanzas of a pair may flow once the stream is established: those that waited go first. */
    void authorized(DomainPair pair) {
        authorized.add(pair);
        if (established) {
            take(pair).forEach(this::transmit);
        }
    }

    /** The peer does not take stanzas of a pair; those of others flow on (XEP-0220 section 2.1.1). */
    void refused(DomainPair pair, StanzaErrorCondition condition) {
        take(pair).forEach(entry -> pool.failed(entry, condition));
        if (established && isUseless()) {
            pool.forget(this);
            link().close();
        }
    }

    private boolean isUseless() {
        return authorized.isEmpty() && waiting.isEmpty();
    }

    /** The stream is negotiated; the pairs that came meanwhile are asked for. */
    void established() {
        established = true;
        for (DomainPair pair : List.copyOf(waiting.keySet())) {
            if (authorized.contains(pair)) {
                take(pair).forEach(this::transmit);
            } else if (!link().authorize(pair)) {
                pool.elsewhere(pair, take(pair));
            } else {
                awaitAnswer(pair);
            }
        }
        if (isUseless()) {
            pool.forget(this);
            link().close();
        } else {
            watch();
        }
    }

    /** Closes the stream when nothing was sent for a time; the next stanza opens another one. */
    private void watch() {
        used = false;
        pool.later(IDLE, () -> {
            if (used || !waiting.isEmpty()) {
                watch();
            } else if (pool.forget(this)) {
                link().close();
            }
        });
    }

    /** The stream is over. */
    void closed(StanzaErrorCondition condition) {
        pool.forget(this);
        for (DomainPair pair : List.copyOf(waiting.keySet())) {
            take(pair).forEach(entry -> pool.failed(entry, condition));
        }
    }

    private List<Entry> take(DomainPair pair) {
        @Nullable Queue<Entry> taken = waiting.remove(pair);
        List<Entry> entries = taken == null ? List.of() : new ArrayList<>(taken);
        count -= entries.size();
        entries.forEach(entry -> octets -= entry.octets());
        return entries;
    }
}
