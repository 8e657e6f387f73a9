package org.xmpptoolkit.testkit.endpoint;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.ScramHash;

/** What the endpoint stores of its accounts: salted credentials only. Safe for use by several threads. */
final class Accounts {
    /** How many accounts there are at most, where people make them themselves. */
    static final int MOST_ACCOUNTS = 10_000;

    private final Map<Jid, Map<ScramHash, SaltedCredentials>> stored = new HashMap<>();
    private final Map<Object, Jid> guests = new HashMap<>();

    synchronized void add(Jid account, char[] password) {
        Map<ScramHash, SaltedCredentials> credentials = new EnumMap<>(ScramHash.class);
        for (ScramHash hash : ScramHash.values()) {
            credentials.put(hash, SaltedCredentials.of(hash, password));
        }
        stored.put(account, credentials);
    }

    /** The address of an account, if a name can be a localpart. */
    static Optional<Jid> address(Jid domain, String name) {
        return Jid.tryParse(name + "@" + domain)
                .toOptional()
                .filter(address -> address.isBare() && name.indexOf('@') < 0);
    }

    /**
     * Makes an account.
     *
     * @return why not; nothing if it is made
     */
    synchronized Optional<StanzaErrorCondition> create(Jid account, char[] password) {
        if (stored.containsKey(account)) {
            return Optional.of(StanzaErrorCondition.CONFLICT);
        }
        if (stored.size() >= MOST_ACCOUNTS) {
            return Optional.of(StanzaErrorCondition.RESOURCE_CONSTRAINT);
        }
        return set(account, password) ? Optional.empty() : Optional.of(StanzaErrorCondition.NOT_ACCEPTABLE);
    }

    /**
     * Sets another password.
     *
     * @return false if it cannot be prepared
     */
    synchronized boolean change(Jid account, char[] password) {
        return set(account, password);
    }

    private boolean set(Jid account, char[] password) {
        try {
            add(account, password);
            return true;
        } catch (IllegalArgumentException e) { // SASLprep refuses it
            return false;
        }
    }

    /** Whether somebody can log in to an account again, which nobody can to a guest's. */
    synchronized boolean hasPassword(Jid account) {
        return !stored.getOrDefault(account, Map.of()).isEmpty();
    }

    synchronized void remove(Jid account) {
        stored.remove(account);
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

    /**
     * A visitor is gone, if it was one.
     *
     * @return the account that is gone with it
     */
    synchronized Optional<Jid> leave(Object visitor) {
        Optional<Jid> guest = Optional.ofNullable(guests.remove(visitor));
        guest.ifPresent(stored::remove);
        return guest;
    }

    synchronized Optional<SaltedCredentials> answer(CredentialsRequested request) {
        Map<ScramHash, SaltedCredentials> credentials = stored.getOrDefault(request.account(), Map.of());
        return request.hashes().stream()
                .filter(credentials::containsKey)
                .findFirst()
                .map(credentials::get);
    }
}
