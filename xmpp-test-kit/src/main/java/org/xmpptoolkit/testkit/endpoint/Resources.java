package org.xmpptoolkit.testkit.endpoint;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.jid.Jid;

/** The resources of the endpoint's accounts. Guarded by the router. */
final class Resources {
    /** By bare address, then by resourcepart. */
    private final Map<Jid, Map<String, Resource>> all = new HashMap<>();

    /** The resourceparts of an account that are reserved. */
    Set<String> of(Jid account) {
        return all.getOrDefault(account, Map.of()).keySet();
    }

    void add(Jid address) {
        all.computeIfAbsent(address.bare(), key -> new LinkedHashMap<>())
                .put(address.resourcepart().orElseThrow(), new Resource(address));
    }

    Optional<Resource> remove(Jid address) {
        Optional<Resource> gone = find(address);
        gone.ifPresent(resource -> all.computeIfPresent(resource.account(), (account, ofAccount) -> {
            ofAccount.values().remove(resource);
            return ofAccount.isEmpty() ? null : ofAccount;
        }));
        return gone;
    }

    Optional<Resource> find(Jid address) {
        return Optional.ofNullable(all.get(address.bare()))
                .map(ofAccount -> ofAccount.get(address.resourcepart().orElse("")));
    }

    /** The resource of a full address, if stanzas can be delivered to it. */
    Optional<Resource> connected(Jid address) {
        return find(address).filter(Resource::isConnected);
    }

    List<Resource> connectedOf(Jid account) {
        return all.getOrDefault(account, Map.of()).values().stream()
                .filter(Resource::isConnected)
                .toList();
    }

    List<Resource> available(Jid account) {
        return all.getOrDefault(account, Map.of()).values().stream()
                .filter(Resource::isAvailable)
                .toList();
    }
}
