package org.xmpptoolkit.testkit.endpoint;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.Stanza;

/** The resources of the endpoint's accounts. Guarded by the router. */
final class Resources {
    /** By bare address, then by resourcepart. */
    private final Map<Jid, Map<String, Resource>> all = new HashMap<>();

    /** A resource: reserved at binding, with a session once the stream is established, available after presence. */
    static final class Resource {
        @Nullable
        Session session;

        @Nullable
        Presence presence;

        int priority;

        void send(Stanza stanza) {
            if (session != null) {
                session.deliver(stanza.toElement());
            }
        }
    }

    /** The resourceparts of an account that are reserved. */
    Set<String> of(Jid account) {
        return all.getOrDefault(account, Map.of()).keySet();
    }

    void add(Jid address) {
        all.computeIfAbsent(address.bare(), key -> new LinkedHashMap<>())
                .put(address.resourcepart().orElseThrow(), new Resource());
    }

    /** A resource is gone; those who knew it hear of it. */
    void leave(Jid address) {
        Map<String, Resource> ofAccount = all.getOrDefault(address.bare(), Map.of());
        @Nullable Resource gone = ofAccount.remove(address.resourcepart().orElse(""));
        if (gone != null && gone.presence != null) {
            Presence unavailable = Presence.builder()
                    .type(PresenceType.UNAVAILABLE)
                    .from(address)
                    .build();
            available(address.bare()).forEach(resource -> resource.send(unavailable));
        }
        if (ofAccount.isEmpty()) {
            all.remove(address.bare());
        }
    }

    /** Tells the other resources of the account of the presence of one, and that one of theirs (RFC 6121 section 4.2.2). */
    void broadcast(Jid address, Presence presence) {
        @Nullable Resource resource = find(address).orElse(null);
        if (resource == null) {
            return;
        }
        if (presence.isAvailable()) {
            boolean first = resource.presence == null;
            resource.presence = presence;
            resource.priority = presence.priority();
            for (Resource other : available(address.bare())) {
                other.send(presence);
                if (first && other != resource && other.presence != null) {
                    resource.send(other.presence);
                }
            }
        } else if (presence.type().equals(Optional.of(PresenceType.UNAVAILABLE))) {
            available(address.bare()).forEach(other -> other.send(presence));
            resource.presence = null;
        }
    }

    Optional<Resource> find(Jid address) {
        return Optional.ofNullable(all.get(address.bare()))
                .map(ofAccount -> ofAccount.get(address.resourcepart().orElse("")));
    }

    Optional<Session> session(Jid address) {
        return find(address).map(resource -> resource.session);
    }

    List<Resource> available(Jid account) {
        return all.getOrDefault(account, Map.of()).values().stream()
                .filter(resource -> resource.presence != null)
                .toList();
    }

    /** Those that want messages to the account. */
    List<Resource> able(Jid account) {
        return available(account).stream()
                .filter(resource -> resource.priority >= 0)
                .toList();
    }
}
