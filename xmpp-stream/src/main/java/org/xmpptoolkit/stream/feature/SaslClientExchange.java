package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.jid.Jid;

/** The client's side of one mechanism, for one attempt. */
interface SaslClientExchange {
    /** Begins; what is sent is the initial response. */
    SaslTurn begin();

    /** Takes what the server sent. */
    SaslTurn challenge(byte[] message);

    /**
     * Takes the server's word that it went well.
     *
     * @param message the additional data, if there was any
     * @return why it did not, or nothing
     */
    Optional<SaslFailure> success(Optional<byte[]> message);

    /**
     * The exchange of a mechanism.
     *
     * @param authzid the authorization identity to send
     */
    static SaslClientExchange of(
            SaslMechanism mechanism, SaslCredentials credentials, SaslClientPolicy policy, Optional<Jid> authzid) {
        return mechanism
                .scramHash()
                .<SaslClientExchange>map(hash -> new ScramClientExchange(hash, credentials, policy, authzid))
                .orElseGet(() -> new PlainClientExchange(credentials, authzid));
    }
}
