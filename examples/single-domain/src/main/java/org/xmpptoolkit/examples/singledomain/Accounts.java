package org.xmpptoolkit.examples.singledomain;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.ScramHash;

/** Who may log in: of each account what SCRAM stores, and never the password. Thread-safe. */
final class Accounts {
    private final Map<Jid, Map<ScramHash, SaltedCredentials>> stored = new ConcurrentHashMap<>();

    /**
     * Adds an account, or gives it another password.
     *
     * @throws IllegalArgumentException if the password cannot be prepared (RFC 4013)
     */
    void put(Jid account, char[] password) {
        Map<ScramHash, SaltedCredentials> credentials = new EnumMap<>(ScramHash.class);
        for (ScramHash hash : ScramHash.values()) {
            credentials.put(hash, SaltedCredentials.of(hash, password));
        }
        stored.put(account, credentials);
    }

    /** The first that is asked for; of an account that does not exist nothing, which its client does not get to know. */
    Optional<SaltedCredentials> answer(CredentialsRequested request) {
        Map<ScramHash, SaltedCredentials> credentials = stored.getOrDefault(request.account(), Map.of());
        return request.hashes().stream()
                .filter(credentials::containsKey)
                .findFirst()
                .map(credentials::get);
    }
}
