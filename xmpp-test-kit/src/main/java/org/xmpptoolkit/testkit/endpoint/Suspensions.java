package org.xmpptoolkit.testkit.endpoint;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.management.SmState;

/** The sessions that wait for their clients to come back (XEP-0198 section 5), in memory. Guarded by the router. */
final class Suspensions {
    private final int most;
    private final Duration max;
    private final Scheduler scheduler;
    private final Router router;
    private final Consumer<List<Stanza>> undelivered;
    /** By the id of the session, the oldest first. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(Absent absent, Runnable callOff) {}

    /**
     * No sessions yet.
     *
     * @param most how many are kept; the oldest is given up for one more
     * @param max how long each is kept, if its client agreed to no other time
     * @param scheduler the clock
     * @param router whom to tell of those that are given up
     * @param undelivered takes what did not reach them
     */
    Suspensions(int most, Duration max, Scheduler scheduler, Router router, Consumer<List<Stanza>> undelivered) {
        this.most = most;
        this.max = max;
        this.scheduler = scheduler;
        this.router = router;
        this.undelivered = undelivered;
    }

    /** Keeps a session; what is sent to its client waits. */
    void keep(SmState state) {
        if (entries.size() >= most) {
            giveUp(entries.keySet().iterator().next());
        }
        Absent absent = new Absent(state, () -> later(Duration.ZERO, state.id()));
        entries.put(state.id(), new Entry(absent, later(state.max().orElse(max), state.id())));
        router.join(absent);
    }

    private Runnable later(Duration delay, String id) {
        return scheduler.after(delay, () -> {
            synchronized (router) {
                giveUp(id);
            }
        });
    }

    /**
     * Takes a session out, to go on with it.
     *
     * @param id its id
     * @param account whose it has to be
     */
    Optional<SmState> take(String id, Jid account) {
        @Nullable Entry entry = entries.get(id);
        if (entry == null || !entry.absent.state().account().equals(account)) {
            return Optional.empty();
        }
        entries.remove(id);
        entry.callOff.run();
        return Optional.of(entry.absent.state());
    }

    /** A session is over: its resource is gone, and what was not delivered finds another way. */
    void giveUp(String id) {
        @Nullable Entry entry = entries.remove(id);
        if (entry != null) {
            entry.callOff.run();
            SmState state = entry.absent.state();
            router.leave(state.bound());
            undelivered.accept(Stream.concat(state.unacknowledged().stream(), state.queued().stream())
                    .map(Stanza::fromElement)
                    .toList());
        }
    }

    /** Gives up the session of a full address, if there is one; of a bare one, all sessions. */
    void giveUp(Jid address) {
        entries.values().stream()
                .map(entry -> entry.absent.state())
                .filter(state ->
                        state.bound().equals(address) || state.bound().bare().equals(address))
                .map(SmState::id)
                .toList()
                .forEach(this::giveUp);
    }
}
