package org.xmpptoolkit.stream.feature;

import java.util.Arrays;

/**
 * Makes credentials for accounts that do not exist, so that they look like others (RFC 6120 section 6.5.10): for one name always
 * the same salt, and keys that no password fits.
 */
final class UnknownAccounts {
    private final byte[] secret;
    private final int iterations;
    private final int saltOctets;

    UnknownAccounts(byte[] secret, int iterations, int saltOctets) {
        this.secret = secret;
        this.iterations = iterations;
        this.saltOctets = saltOctets;
    }

    /**
     * Makes them up.
     *
     * @param name the account, or what came in place of its name
     */
    SaltedCredentials credentials(ScramHash hash, String name) {
        return SaltedCredentials.ofKeys(
                hash,
                Arrays.copyOf(octets(hash, "salt", name), saltOctets),
                iterations,
                octets(hash, "stored key", name),
                octets(hash, "server key", name));
    }

    private byte[] octets(ScramHash hash, String use, String name) {
        return hash.hmac(secret, SaslText.utf8(use + "\0" + hash.hashName() + "\0" + name));
    }
}
