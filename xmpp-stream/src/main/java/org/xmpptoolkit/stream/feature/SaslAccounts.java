package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidParseException;
import org.xmpptoolkit.jid.JidProfile;

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
