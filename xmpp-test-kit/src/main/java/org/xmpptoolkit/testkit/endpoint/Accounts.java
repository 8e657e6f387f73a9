package org.xmpptoolkit.testkit.endpoint;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.ScramHash;

/** What the endpoint stores of its accounts: salted credentials only. Safe for use by several threads. */
final class Accounts {
    private final Map<Jid, Map<ScramHash, SaltedCredentials>> stored = new HashMap<>();
    private final Map<Object, Jid> guests = new HashMap<>();

    synchronized void add(Jid account, char[] password) {
        Map<ScramHash, SaltedCredentials> credentials = new EnumMap<>(ScramHash.class);
        for (ScramHash hash : ScramHash.values()) {
            credentials.put(hash, SaltedCredentials.of(hash, password));
        }
        stored.put(account, credentials);
    }

    synchronized boolean contains(Jid account) {
        return stored.containsKey(account);
    }

    /**
     * Makes an account for nobody in particular, which nobody can log in to again (RFC 4505).
     *
     * @param visitor whose it is until {@link #leave}; the one that they had before is gone, for they did not get in with it
     */
    synchronized Jid addGuest(Object visitor, Jid domain) {
        leave(visitor);
        Jid guest = domain.withLocalpart(UUID.randomUUID().toString());
        stored.put(guest, Map.of());
        guests.put(visitor, guest);
        return guest;
    }

    /** A visitor is gone, if it was one. */
    synchronized void leave(Object visitor) {
        @Nullable Jid guest = guests.remove(visitor);
        if (guest != null) {
            stored.remove(guest);
        }
    }

    synchronized Optional<SaltedCredentials> answer(CredentialsRequested request) {
        Map<ScramHash, SaltedCredentials> credentials = stored.getOrDefault(request.account(), Map.of());
        return request.hashes().stream()
                .filter(credentials::containsKey)
                .findFirst()
                .map(credentials::get);
    }
}
