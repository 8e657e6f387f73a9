package org.xmpptoolkit.testkit.endpoint;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.management.SmState;

/** The sessions that wait for their clients to come back (XEP-0198 section 5), in memory. Guarded by the router. */
final class Suspensions {
    private final int most;
    private final Duration max;
    private final Scheduler scheduler;
    private final Router router;
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
     */
    Suspensions(int most, Duration max, Scheduler scheduler, Router router) {
        this.most = most;
        this.max = max;
        this.scheduler = scheduler;
        this.router = router;
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
            router.undelivered(state.unacknowledged());
            router.undelivered(state.queued());
        }
    }

    /** Gives up the session of an address, if there is one. */
    void giveUp(Jid address) {
        entries.values().stream()
                .map(entry -> entry.absent.state())
                .filter(state -> state.bound().equals(address))
                .map(SmState::id)
                .findFirst()
                .ifPresent(this::giveUp);
    }
}
