package org.xmpptoolkit.stream.feature;

import java.util.Arrays;
import org.xmpptoolkit.stream.Computation;

/** The derivation of a salted password (RFC 5802 section 2.2, {@code Hi}). Its text shows nothing of it. */
final class PasswordDerivation implements Computation<byte[]> {
    private final ScramHash hash;
    private final char[] password;
    private final byte[] salt;
    private final int iterations;

    /** Keeps the password itself, no copy. */
    PasswordDerivation(ScramHash hash, char[] password, byte[] salt, int iterations) {
        this.hash = hash;
        this.password = password;
        this.salt = salt.clone();
        this.iterations = iterations;
    }

    /** The salted password; of a password that SASLprep refuses, after the same work, no octets. */
    @Override
    public byte[] compute() {
        if (SaslText.isPreparable(password)) {
            return hash.saltedPassword(password, salt, iterations);
        }
        Arrays.fill(hash.saltedPassword(new char[] {'x'}, salt, iterations), (byte) 0);
        return new byte[0];
    }

    /** Forgets the password. */
    void clear() {
        Arrays.fill(password, '\0');
    }

    @Override
    public String toString() {
        return "PasswordDerivation[" + hash.hashName() + ", " + iterations + " iterations]";
    }
}
