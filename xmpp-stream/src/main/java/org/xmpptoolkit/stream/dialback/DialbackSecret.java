package org.xmpptoolkit.stream.dialback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.xmpptoolkit.stream.DomainPair;

/**
 * The secret that dialback keys are made from (XEP-0185 section 2). It is known to the servers of one operator only, and never agreed
 * on with others. Immutable and thread-safe; not shown by {@link #toString}.
 */
public final class DialbackSecret {
    private static final String HMAC = "HmacSHA256";
    private static final int RANDOM_OCTETS = 32;

    /** The key of the HMAC: hexadecimal digits of the secret's hash. */
    private final byte[] hashed;

    private DialbackSecret(byte[] secret) {
        this.hashed = HexFormat.of().formatHex(sha256(secret)).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * A secret that is configured: needed where one server offers keys, and another one is authoritative for them.
     *
     * @param secret the secret
     * @return the secret
     * @throws IllegalArgumentException if it is empty
     */
    public static DialbackSecret of(String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException(
                    "an empty secret lets anybody make keys (XEP-0185 section 2): configure one, or use random()");
        }
        return new DialbackSecret(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return a secret of 256 random bits, for a server that is authoritative for its own keys} */
    public static DialbackSecret random() {
        byte[] secret = new byte[RANDOM_OCTETS];
        new SecureRandom().nextBytes(secret);
        return new DialbackSecret(secret);
    }

    /**
     * The key for a pair of domains on one stream.
     *
     * @param pair the domain that stanzas are to come from, and the one that they go to
     * @param streamId the id that the receiving server gave the stream in its response header
     * @return the key
     */
    public DialbackKey key(DomainPair pair, String streamId) {
        String text = pair.to() + " " + pair.from() + " " + streamId;
        return DialbackKey.of(HexFormat.of().formatHex(hmac(text.getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * Tells whether a key was made from this secret, for the very pair and stream that it is said to be for.
     *
     * @param request the key, and what it is for
     * @return whether it is right
     */
    public boolean verifies(VerifyRequest request) {
        return key(request.pair(), request.streamId()).equals(request.key());
    }

    @Override
    public String toString() {
        return "DialbackSecret[hidden]";
    }

    private byte[] hmac(byte[] octets) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(hashed, HMAC));
            return mac.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
