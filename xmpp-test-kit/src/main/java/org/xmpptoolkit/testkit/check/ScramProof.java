package org.xmpptoolkit.testkit.check;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramRuntimeException;
import java.util.Optional;

/** What both sides of SCRAM prove with (RFC 5802 section 3). Immutable; its text shows nothing of it. */
public final class ScramProof {
    private final byte[] client;
    private final byte[] server;

    private ScramProof(byte[] client, byte[] server) {
        this.client = client;
        this.server = server;
    }

    /**
     * The proofs of one exchange.
     *
     * @param mechanism the name of the mechanism
     * @param account whose password it is
     * @param salt the salt, in octets
     * @param iterations the iteration count
     * @param authMessage AuthMessage
     * @return the proofs
     * @throws IllegalArgumentException if the mechanism is none of SCRAM, or nothing can be derived from the salt and the count
     */
    public static ScramProof of(String mechanism, Account account, byte[] salt, int iterations, String authMessage) {
        ScramMechanism hash = Optional.ofNullable(ScramMechanism.byName(mechanism))
                .orElseThrow(() -> new IllegalArgumentException(mechanism + " is none of SCRAM"));
        try {
            byte[] salted = ScramFunctions.saltedPassword(
                    hash, StringPreparation.SASL_PREPARATION, account.password(), salt, iterations);
            byte[] clientKey = ScramFunctions.clientKey(hash, salted);
            byte[] signature =
                    ScramFunctions.clientSignature(hash, ScramFunctions.storedKey(hash, clientKey), authMessage);
            return new ScramProof(
                    ScramFunctions.clientProof(clientKey, signature),
                    ScramFunctions.serverSignature(hash, ScramFunctions.serverKey(hash, salted), authMessage));
        } catch (ScramRuntimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** {@return ClientProof, in octets} */
    public byte[] client() {
        return client.clone();
    }

    /** {@return ServerSignature, in octets} */
    public byte[] server() {
        return server.clone();
    }
}
