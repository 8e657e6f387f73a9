package org.xmpptoolkit.testkit.endpoint;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.Stanza;

/**
 * Presence that a client sends to somebody in particular: who got it hears too when the client is no longer available (RFC 6121
 * section 4.6).
 */
final class DirectedPresence implements ServerFeature {
    /** How many entities a resource may tell at most. */
    static final int MOST_ENTITIES = 1_000;

    private final Router router;
    private final Rosters rosters;
    /** Whom a resource told that it is available, by its full address. */
    private final Map<Jid, Set<Jid>> told = new HashMap<>();

    DirectedPresence(Router router, Rosters rosters) {
        this.router = router;
        this.rosters = rosters;
    }

    @Override
    public boolean sent(Session client, Stanza stanza) {
        if (!(stanza instanceof Presence presence) || stanza.to().isEmpty()) {
            return false;
        }
        Jid entity = stanza.to().get();
        if (presence.isAvailable()) {
            Set<Jid> entities = told.computeIfAbsent(client.address(), key -> new LinkedHashSet<>());
            if (entities.size() >= MOST_ENTITIES && !entities.contains(entity)) {
                client.deliver(
                        presence.error(StanzaErrorCondition.RESOURCE_CONSTRAINT).toElement());
                return true;
            }
            entities.add(entity);
        } else if (presence.type().equals(Optional.of(PresenceType.UNAVAILABLE))) {
            told.getOrDefault(client.address(), new LinkedHashSet<>()).remove(entity);
        }
        return false;
    }

    /** Those who are subscribed got it as a broadcast, if there was one. */
    @Override
    public void unavailable(Jid address, Presence presence, boolean before) {
        Set<Jid> entities = Optional.ofNullable(told.remove(address)).orElse(Set.of());
        for (Jid entity : entities) {
            boolean broadcast = before
                    && (entity.bare().equals(address.bare())
                            || rosters.state(address.bare(), entity.bare()).isFrom());
            if (!broadcast) {
                router.dispatch(presence.toBuilder().to(entity).build());
            }
        }
    }

    /** Whether a resource told an entity of its presence, or the account of that entity. */
    boolean knows(Jid resource, Jid entity) {
        Set<Jid> entities = told.getOrDefault(resource, Set.of());
        return entities.contains(entity) || entities.contains(entity.bare());
    }
}
