package org.xmpptoolkit.testkit.endpoint;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.delay.Delay;

/** Answers those who ask for the presence of an account, if they may know (RFC 6121 sections 4.3 and 4.6.6). */
final class PresenceProbes implements ServerFeature {
    private final Router router;
    private final Rosters rosters;
    private final DirectedPresence directed;
    private final Supplier<Instant> now;
    /** When the last resource of an account became unavailable. */
    private final Map<Jid, Instant> lastSeen = new HashMap<>();

    PresenceProbes(Router router, Rosters rosters, DirectedPresence directed, Supplier<Instant> now) {
        this.router = router;
        this.rosters = rosters;
        this.directed = directed;
        this.now = now;
    }

    @Override
    public boolean received(Stanza stanza, Jid to) {
        if (!(stanza instanceof Presence probe) || !probe.type().equals(Optional.of(PresenceType.PROBE))) {
            return false;
        }
        Jid prober = probe.from().orElseThrow();
        List<Presence> answers;
        if (!mayKnow(to.bare(), prober.bare())) {
            answers = List.of(directed.knows(to, prober) ? mere(to, true) : unsubscribed(to.bare()));
        } else if (to.isFull()) {
            answers = List.of(mere(
                    to,
                    router.resources().find(to).filter(Resource::isAvailable).isPresent()));
        } else {
            answers = current(to, prober.bare());
        }
        for (Presence answer : answers) {
            Presence.Builder addressed = answer.toBuilder().to(prober);
            if (!answer.isAvailable()) {
                probe.id().ifPresent(addressed::id); // section 4.3.2.1
            }
            router.dispatch(addressed.build());
        }
        return true;
    }

    private boolean mayKnow(Jid account, Jid prober) {
        return router.isAccount(account)
                && (account.equals(prober) || rosters.state(account, prober).isFrom());
    }

    /**
     * What those subscribed to an account are told: the presence of each available resource, or that there is none. Who is not
     * subscribed gets the same as from an account that is not there.
     */
    List<Presence> current(Jid account, Jid subscriber) {
        if (!mayKnow(account, subscriber)) {
            return List.of(unsubscribed(account).toBuilder().to(subscriber).build());
        }
        List<Presence> present = router.resources().available(account).stream()
                .flatMap(resource -> resource.presence().stream())
                .map(presence -> presence.toBuilder().to(subscriber).build())
                .toList();
        return present.isEmpty() ? List.of(unavailable(account).to(subscriber).build()) : present;
    }

    private Presence.Builder unavailable(Jid account) {
        Presence.Builder presence = Presence.builder(PresenceType.UNAVAILABLE).from(account);
        @Nullable Instant seen = lastSeen.get(account);
        return seen == null ? presence : presence.payload(Delay.of(seen));
    }

    /** No more than whether one resource is available. */
    private static Presence mere(Jid resource, boolean available) {
        return (available ? Presence.builder() : Presence.builder(PresenceType.UNAVAILABLE))
                .from(resource)
                .build();
    }

    private static Presence unsubscribed(Jid account) {
        return Presence.builder(PresenceType.UNSUBSCRIBED).from(account).build();
    }

    @Override
    public void unavailable(Jid address, Presence presence, boolean before) {
        if (before && router.isAccount(address.bare())) {
            lastSeen.put(address.bare(), now.get());
        }
    }

    @Override
    public void removed(Jid account) {
        lastSeen.remove(account);
    }
}
