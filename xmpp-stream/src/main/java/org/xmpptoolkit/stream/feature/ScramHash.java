package org.xmpptoolkit.stream.feature;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;

/** The hash functions that SCRAM is used with, and what is computed with them (RFC 5802 section 3, RFC 7677). */
public enum ScramHash {
    /** SHA-1, as in {@code SCRAM-SHA-1}. */
    SHA_1("SHA-1", 20, ScramMechanism.SCRAM_SHA_1),
    /** SHA-256, as in {@code SCRAM-SHA-256}. */
    SHA_256("SHA-256", 32, ScramMechanism.SCRAM_SHA_256),
    /** SHA-512, as in {@code SCRAM-SHA-512}. */
    SHA_512("SHA-512", 64, ScramMechanism.SCRAM_SHA_512);

    private final String hashName;
    private final int octets;
    private final ScramMechanism functions;

    ScramHash(String hashName, int octets, ScramMechanism functions) {
        this.hashName = hashName;
        this.octets = octets;
        this.functions = functions;
    }

    /** {@return the name as registered with IANA, such as {@code SHA-256}} */
    public String hashName() {
        return hashName;
    }

    /** {@return how many octets it gives, and a key has} */
    public int octets() {
        return octets;
    }

    /**
     * Derives the salted password; this is what takes time.
     *
     * @throws IllegalArgumentException if SASLprep refuses the password
     */
    byte[] saltedPassword(char[] password, byte[] salt, int iterations) {
        return ScramFunctions.saltedPassword(functions, StringPreparation.SASL_PREPARATION, password, salt, iterations);
    }

    byte[] storedKey(byte[] saltedPassword) {
        return ScramFunctions.storedKey(functions, ScramFunctions.clientKey(functions, saltedPassword));
    }

    byte[] serverKey(byte[] saltedPassword) {
        return ScramFunctions.serverKey(functions, saltedPassword);
    }

    byte[] clientProof(byte[] saltedPassword, String authMessage) {
        byte[] clientKey = ScramFunctions.clientKey(functions, saltedPassword);
        byte[] storedKey = ScramFunctions.storedKey(functions, clientKey);
        return ScramFunctions.clientProof(clientKey, ScramFunctions.clientSignature(functions, storedKey, authMessage));
    }

    byte[] serverSignature(byte[] serverKey, String authMessage) {
        return ScramFunctions.serverSignature(functions, serverKey, authMessage);
    }

    boolean verifiesProof(byte[] proof, byte[] storedKey, String authMessage) {
        return proof.length == octets && ScramFunctions.verifyClientProof(functions, proof, storedKey, authMessage);
    }

    byte[] hmac(byte[] key, byte[] message) {
        return ScramFunctions.hmac(functions, key, message);
    }
}
