package org.xmpptoolkit.testkit.endpoint;

import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.Stanza;

/**
 * Presence of accounts: what a client says is broadcast to the account's own resources and to those subscribed to it, what comes is
 * delivered to its available resources (RFC 6121 sections 4.2, 4.4, 4.5 and 8.5.2).
 */
final class PresenceBroadcast implements ServerFeature {
    private final Router router;
    private final Resources resources;
    private final Rosters rosters;
    private final PresenceProbes probes;

    PresenceBroadcast(Router router, Rosters rosters, PresenceProbes probes) {
        this.router = router;
        this.resources = router.resources();
        this.rosters = rosters;
        this.probes = probes;
    }

    @Override
    public boolean sent(Session client, Stanza stanza) {
        if (!(stanza instanceof Presence presence) || stanza.to().isPresent()) {
            return false;
        }
        resources.find(client.address()).ifPresent(resource -> {
            if (presence.isAvailable()) {
                broadcast(resource, presence);
            } else if (presence.type().equals(Optional.of(PresenceType.UNAVAILABLE))) {
                leave(resource, presence);
            }
        });
        return true;
    }

    private void broadcast(Resource resource, Presence presence) {
        boolean initial = !resource.isAvailable();
        resource.presence(presence);
        spread(resource, presence);
        if (initial) {
            learn(resource);
        }
        router.tell(feature -> feature.available(resource, initial));
    }

    /** Tells the account's own resources, that one too, and those who are subscribed. */
    private void spread(Resource resource, Presence presence) {
        Jid account = resource.account();
        resources.available(account).forEach(other -> other.send(presence));
        for (Rosters.Contact contact : rosters.of(account)) {
            if (contact.state().isFrom()) {
                router.dispatch(presence.toBuilder().to(contact.jid()).build());
            }
        }
    }

    /** Tells a resource that became available of others: those of the account, and the contacts that it is subscribed to. */
    private void learn(Resource resource) {
        Jid account = resource.account();
        for (Resource other : resources.available(account)) {
            if (other != resource) {
                other.presence().ifPresent(resource::send);
            }
        }
        for (Rosters.Contact contact : rosters.of(account)) {
            if (contact.state().isTo() && router.isServed(contact.jid().domain())) {
                probes.current(contact.jid(), account).forEach(resource::send);
            } else if (contact.state().isTo()) {
                router.dispatch(Presence.builder(PresenceType.PROBE)
                        .from(account)
                        .to(contact.jid())
                        .build());
            }
        }
    }

    private void leave(Resource resource, Presence presence) {
        boolean before = resource.isAvailable();
        if (before) {
            spread(resource, presence);
            resource.presence(null);
        }
        router.tell(feature -> feature.unavailable(resource.address(), presence, before));
    }

    /** The stream may have ended without a word (section 4.5.2). */
    @Override
    public void left(Resource resource) {
        leave(
                resource,
                Presence.builder(PresenceType.UNAVAILABLE)
                        .from(resource.address())
                        .build());
    }

    /** What comes for an account goes to its available resources; what comes for one resource is the router's. */
    @Override
    public boolean received(Stanza stanza, Jid to) {
        if (!(stanza instanceof Presence) || to.isFull()) {
            return false;
        }
        resources.available(to).forEach(resource -> resource.send(stanza));
        return true;
    }
}
