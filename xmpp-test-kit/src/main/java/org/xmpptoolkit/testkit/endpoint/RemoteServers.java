package org.xmpptoolkit.testkit.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.DomainPair;

/**
 * The way to other servers: one stream to each remote domain, for all of our domains (RFC 6120 section 10.1, XEP-0220 section 2.6.1),
 * opened by the first stanza and again by the next one after it ended. A second one is opened only where the peer can authorize no more than one pair on a stream. Guarded by the router.
 */
final class RemoteServers implements Route {
    static final int MOST_STREAMS = 200;

    private final Router router;
    private final Predicate<Jid> ours;
    private final ServerLink.Opener opener;
    private final Scheduler scheduler;
    /** By remote domain. */
    private final Map<Jid, List<RemoteStream>> streams = new HashMap<>();
    /** The streams that peers opened and on which we may answer (XEP-0288), by pair in our direction. */
    private final Map<DomainPair, ServerLink> returns = new HashMap<>();

    private boolean stopped;

    /**
     * No streams yet.
     *
     * @param router whom to tell of what cannot be delivered
     * @param ours which domains are served here, those of components too: for these only stanzas go out
     * @param opener opens streams
     * @param scheduler the clock
     */
    RemoteServers(Router router, Predicate<Jid> ours, ServerLink.Opener opener, Scheduler scheduler) {
        this.router = router;
        this.ours = ours;
        this.opener = opener;
        this.scheduler = scheduler;
    }

    @Override
    public boolean take(Jid to, Stanza stanza) {
        Optional<Jid> from = stanza.from().map(Jid::domain).filter(ours);
        if (stopped || from.isEmpty() || ours.test(to.domain())) {
            return false;
        }
        send(new DomainPair(from.get(), to.domain()), new RemoteStream.Entry(stanza, false));
        return true;
    }

    private void send(DomainPair pair, RemoteStream.Entry entry) {
        @Nullable ServerLink back = returns.get(pair);
        if (back != null) {
            sendBack(back, pair, entry);
            return;
        }
        List<RemoteStream> there = streams.getOrDefault(pair.to(), List.of());
        there.stream()
                .filter(stream -> stream.knows(pair))
                .findFirst()
                .or(() -> there.stream().filter(stream -> stream.add(pair)).findFirst())
                .or(() -> open(pair))
                .ifPresentOrElse(
                        stream -> stream.send(pair, entry),
                        () -> failed(entry, StanzaErrorCondition.RESOURCE_CONSTRAINT));
    }

    private Optional<RemoteStream> open(DomainPair pair) {
        if (stopped || streams.values().stream().mapToInt(List::size).sum() >= MOST_STREAMS) {
            return Optional.empty();
        }
        RemoteStream stream = new RemoteStream(this);
        streams.computeIfAbsent(pair.to(), key -> new ArrayList<>()).add(stream);
        stream.open(pair, opener);
        return Optional.of(stream);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // of a function that does not throw
    private void sendBack(ServerLink link, DomainPair pair, RemoteStream.Entry entry) {
        link.send(entry.stanza().toElement(Namespaces.SERVER)).whenComplete((none, failure) -> {
            if (failure != null) {
                synchronized (router) {
                    returns.remove(pair, link);
                    again(entry, failure);
                }
            }
        });
    }

    /** A stream that a peer opened takes stanzas of a pair too. */
    void returning(DomainPair pair, ServerLink link) {
        returns.putIfAbsent(pair, link);
    }

    /** A stream that a peer opened is over. */
    void ended(ServerLink link) {
        returns.values().removeIf(link::equals);
    }

    /** Nothing goes out any more. */
    void stop() {
        stopped = true;
    }

    /** A stream did not take a stanza. */
    void unsent(RemoteStream stream, RemoteStream.Entry entry, Throwable failure) {
        synchronized (router) {
            forget(stream);
            again(entry, failure);
        }
    }

    /** Another stream is tried once, if it is certain that the stanza did not go out. */
    private void again(RemoteStream.Entry entry, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof IllegalStateException && !entry.again()) {
            Stanza stanza = entry.stanza();
            send(
                    new DomainPair(
                            stanza.from().orElseThrow().domain(),
                            stanza.to().orElseThrow().domain()),
                    new RemoteStream.Entry(stanza, true));
        } else {
            failed(entry, StanzaErrorCondition.REMOTE_SERVER_TIMEOUT);
        }
    }

    /** A pair cannot be authorized on the stream that it was to go on: it gets one of its own. */
    void elsewhere(DomainPair pair, List<RemoteStream.Entry> entries) {
        open(pair)
                .ifPresentOrElse(
                        stream -> entries.forEach(entry -> stream.send(pair, entry)),
                        () -> entries.forEach(entry -> failed(entry, StanzaErrorCondition.RESOURCE_CONSTRAINT)));
    }

    /** No stanza goes this way any more; what comes next opens another stream. */
    boolean forget(RemoteStream stream) {
        boolean known = streams.values().stream().anyMatch(open -> open.remove(stream));
        streams.values().removeIf(List::isEmpty);
        return known;
    }

    void failed(RemoteStream.Entry entry, StanzaErrorCondition condition) {
        router.failed(entry.stanza(), StanzaError.of(condition));
    }

    void later(Duration delay, Runnable task) {
        scheduler.after(delay, () -> {
            synchronized (router) {
                task.run();
            }
        });
    }
}
