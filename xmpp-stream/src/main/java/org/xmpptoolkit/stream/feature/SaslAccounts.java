package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidParseException;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.stream.StreamState;

/** Which account a simple user name stands for (RFC 6120 section 6.3.7). */
final class SaslAccounts {
    private SaslAccounts() {}

    /**
     * Finds the account of a name that a peer gave.
     *
     * @param username the name as received
     * @param domain the domain that serves
     * @return the bare address, or nothing if the name is no localpart
     */
    static Optional<Jid> find(String username, Jid domain) {
        return of(username, domain.domainpart(), forPeer(domain.profile()));
    }

    /**
     * What follows from authentication: an account, and between servers, where the account is a domain, stanzas from it to the domain
     * that it authenticated to (RFC 6120 section 4.3.6).
     */
    static Outcome authenticated(Jid account, Jid domain, StreamState state) {
        return ServerExternalExchange.isFor(state)
                ? new Outcome(Optional.of(account), Optional.empty(), Set.of(new DomainPair(account.domain(), domain)))
                : Outcome.account(account);
    }

    /** The profile for what comes from a peer, given the one for what is stored. */
    static JidProfile forPeer(JidProfile profile) {
        return profile == JidProfile.STRINGPREP ? JidProfile.STRINGPREP_QUERY : profile;
    }

    static Optional<Jid> of(String localpart, String domainpart, JidProfile profile) {
        try {
            return Optional.of(Jid.of(localpart, domainpart, null, profile));
        } catch (JidParseException e) {
            return Optional.empty();
        }
    }
}
