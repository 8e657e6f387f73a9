package org.xmpptoolkit.stream.component;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The secret that a component and its server share (XEP-0114 section 3). Immutable and thread-safe; compared in a time that does not
 * depend on what is equal; its text does not show it.
 */
public final class ComponentSecret {
    private final byte[] octets;

    private ComponentSecret(byte[] octets) {
        this.octets = octets;
    }

    /**
     * A secret. It is used as it is, without any preparation.
     *
     * @param secret the secret, 1 character or more; left as it is
     * @return the secret
     * @throws IllegalArgumentException if it is empty, or has half a surrogate pair and so no form in UTF-8
     */
    public static ComponentSecret of(char[] secret) {
        if (secret.length == 0) {
            throw new IllegalArgumentException("the secret is empty: whoever knows the stream id could prove it");
        }
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(secret));
            byte[] octets = Arrays.copyOf(encoded.array(), encoded.limit());
            Arrays.fill(encoded.array(), (byte) 0);
            return new ComponentSecret(octets);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "the secret has half a surrogate pair, which UTF-8 has no form for (XEP-0114 section 3)");
        }
    }

    /** The proof for a stream: the lower-case hexadecimal digits of the SHA-1 hash over the stream id and the secret. */
    String proof(String streamId) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
        digest.update(streamId.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(octets));
    }

    /** Whether a text is the proof for a stream; digits in upper case and white space around them do not matter. */
    boolean isProvedBy(String proof, String streamId) {
        return MessageDigest.isEqual(
                proof(streamId).getBytes(StandardCharsets.US_ASCII),
                proof.trim().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ComponentSecret that && MessageDigest.isEqual(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "ComponentSecret[***]";
    }
}
