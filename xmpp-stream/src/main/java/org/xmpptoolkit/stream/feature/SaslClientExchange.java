package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Reason;

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
    Optional<Reason> success(Optional<byte[]> message);

    /**
     * The exchange of a mechanism.
     *
     * @param authzid the authorization identity to send
     * @param binding how SCRAM binds the channel
     */
    static SaslClientExchange of(
            SaslMechanism mechanism,
            SaslCredentials credentials,
            SaslClientPolicy policy,
            Optional<Jid> authzid,
            ClientBinding binding) {
        return switch (mechanism) {
            case EXTERNAL, PLAIN, ANONYMOUS -> new OneMessageExchange(mechanism, credentials, authzid);
            default ->
                new ScramClientExchange(
                        mechanism.scramHash().orElseThrow(),
                        credentials,
                        policy,
                        authzid,
                        binding.flag(mechanism),
                        binding.data(mechanism));
        };
    }
}
