package org.xmpptoolkit.examples.singledomain;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;

/** Who is logged in. Guarded by the router. */
final class Resources {
    /** By bare address, then by resourcepart. */
    private final Map<Jid, Map<String, Resource>> all = new HashMap<>();

    private final Map<XmppConnection, Resource> byConnection = new HashMap<>();

    void add(Resource resource) {
        Jid address = resource.address();
        all.computeIfAbsent(address.bare(), key -> new LinkedHashMap<>())
                .put(address.resourcepart().orElseThrow(), resource);
        byConnection.put(resource.connection(), resource);
    }

    Optional<Resource> remove(XmppConnection connection) {
        Optional<Resource> gone = Optional.ofNullable(byConnection.remove(connection));
        gone.ifPresent(resource -> all.computeIfPresent(resource.address().bare(), (account, ofAccount) -> {
            ofAccount.values().remove(resource);
            return ofAccount.isEmpty() ? null : ofAccount;
        }));
        return gone;
    }

    Optional<Resource> of(XmppConnection connection) {
        return Optional.ofNullable(byConnection.get(connection));
    }

    Optional<Resource> find(Jid address) {
        return Optional.ofNullable(all.getOrDefault(address.bare(), Map.of())
                .get(address.resourcepart().orElse("")));
    }

    /** The resourceparts of an account that are in use. */
    Set<String> resourceparts(Jid account) {
        return all.getOrDefault(account, Map.of()).keySet();
    }

    /** The resources of an account that said that they are available. */
    List<Resource> available(Jid account) {
        return all.getOrDefault(account, Map.of()).values().stream()
                .filter(resource -> resource.presence().isPresent())
                .toList();
    }
}
