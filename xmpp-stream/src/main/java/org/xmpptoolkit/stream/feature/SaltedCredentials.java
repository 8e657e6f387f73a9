package org.xmpptoolkit.stream.feature;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a server stores of a password, for one hash function (RFC 5802 section 3). The password cannot be read from it. Immutable;
 * its text shows no key.
 */
public final class SaltedCredentials {
    /** The iteration count that RFC 5802 section 5.1 asks for at least. */
    public static final int DEFAULT_ITERATIONS = 4096;
    /** How many octets of salt are made. */
    public static final int DEFAULT_SALT_OCTETS = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ScramHash hash;
    private final byte[] salt;
    private final int iterations;
    private final byte[] storedKey;
    private final byte[] serverKey;

    private SaltedCredentials(ScramHash hash, byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
        this.hash = Objects.requireNonNull(hash, "hash");
        this.salt = salt.clone();
        this.iterations = iterations;
        this.storedKey = storedKey.clone();
        this.serverKey = serverKey.clone();
        if (salt.length == 0) {
            throw new IllegalArgumentException("the salt is empty (RFC 5802 section 5.1)");
        }
        if (iterations < 1) {
            throw new IllegalArgumentException(iterations + " iterations, at least 1 (RFC 5802 section 7)");
        }
        if (storedKey.length != hash.octets() || serverKey.length != hash.octets()) {
            throw new IllegalArgumentException("the keys are of " + storedKey.length + " and " + serverKey.length
                    + " octets, with " + hash.hashName() + " they have " + hash.octets());
        }
    }

    /**
     * Derives credentials from a password, with a salt made now and {@link #DEFAULT_ITERATIONS}.
     *
     * @param hash the hash function
     * @param password the password; left as it is
     * @return the credentials
     * @throws IllegalArgumentException if SASLprep (RFC 4013) refuses the password
     */
    public static SaltedCredentials of(ScramHash hash, char[] password) {
        byte[] salt = new byte[DEFAULT_SALT_OCTETS];
        RANDOM.nextBytes(salt);
        return of(hash, password, salt, DEFAULT_ITERATIONS);
    }

    /**
     * Derives credentials from a password.
     *
     * @param hash the hash function
     * @param password the password; left as it is
     * @param salt the salt, 1 octet or more
     * @param iterations the iteration count, at least {@link #DEFAULT_ITERATIONS}
     * @return the credentials
     * @throws IllegalArgumentException if SASLprep (RFC 4013) refuses the password, the salt is empty, or the count too low
     */
    public static SaltedCredentials of(ScramHash hash, char[] password, byte[] salt, int iterations) {
        if (iterations < DEFAULT_ITERATIONS) {
            throw new IllegalArgumentException(
                    iterations + " iterations, at least " + DEFAULT_ITERATIONS + " (RFC 5802 section 5.1)");
        }
        if (salt.length == 0) {
            throw new IllegalArgumentException("the salt is empty (RFC 5802 section 5.1)");
        }
        SaslText.requirePreparable(password, "password");
        byte[] salted = hash.saltedPassword(password, salt, iterations);
        try {
            return new SaltedCredentials(hash, salt, iterations, hash.storedKey(salted), hash.serverKey(salted));
        } finally {
            Arrays.fill(salted, (byte) 0);
        }
    }

    /**
     * Puts stored parts together.
     *
     * @param hash the hash function
     * @param salt the salt, 1 octet or more
     * @param iterations the iteration count, at least 1
     * @param storedKey the key {@code StoredKey}
     * @param serverKey the key {@code ServerKey}
     * @return the credentials
     * @throws IllegalArgumentException if the salt is empty, the count not positive, or a key not as long as the hash
     */
    public static SaltedCredentials ofKeys(
            ScramHash hash, byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
        return new SaltedCredentials(hash, salt, iterations, storedKey, serverKey);
    }

    /** {@return the hash function} */
    public ScramHash hash() {
        return hash;
    }

    /** {@return a copy of the salt} */
    public byte[] salt() {
        return salt.clone();
    }

    /** {@return the iteration count} */
    public int iterations() {
        return iterations;
    }

    /** {@return a copy of the key that a client's proof is checked with} */
    public byte[] storedKey() {
        return storedKey.clone();
    }

    /** {@return a copy of the key that the server's signature is made with} */
    public byte[] serverKey() {
        return serverKey.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SaltedCredentials that
                && hash == that.hash
                && iterations == that.iterations
                && Arrays.equals(salt, that.salt)
                && MessageDigest.isEqual(storedKey, that.storedKey)
                && MessageDigest.isEqual(serverKey, that.serverKey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(hash, iterations, Arrays.hashCode(salt));
    }

    @Override
    public String toString() {
        return "SaltedCredentials[" + hash.hashName() + ", " + iterations + " iterations]";
    }
}
