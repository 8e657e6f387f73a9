package org.xmpptoolkit.testkit.endpoint;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.ScramHash;

/** What the endpoint stores of its accounts: salted credentials only. Safe for use by several threads. */
final class Accounts {
    private final Map<Jid, Map<ScramHash, SaltedCredentials>> stored = new HashMap<>();

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

    /** Makes an account for nobody in particular, which nobody can log in to again (RFC 4505). */
    synchronized Jid addGuest(Jid domain) {
        Jid guest = domain.withLocalpart(UUID.randomUUID().toString());
        stored.put(guest, Map.of());
        return guest;
    }

    synchronized void remove(Jid account) {
        stored.remove(account);
    }

    synchronized Optional<SaltedCredentials> answer(CredentialsRequested request) {
        Map<ScramHash, SaltedCredentials> credentials = stored.getOrDefault(request.account(), Map.of());
        return request.hashes().stream()
                .filter(credentials::containsKey)
                .findFirst()
                .map(credentials::get);
    }
}
