package org.xmpptoolkit.stream.feature;

import com.ongres.scram.common.StringPreparation;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/** The forms of text that SASL uses: base64, UTF-8, prepared strings and nonces. */
final class SaslText {
    /** The longest name or password that is prepared, in UTF-16 units. */
    static final int MOST_UNITS = 1_024;

    private static final int NONCE_OCTETS = 18;

    private SaslText() {}

    static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    /**
     * Reads base64 as RFC 4648 section 4 has it: no other character, padding at the end only and in full, its bits zero.
     *
     * @return the octets, or nothing if the text is anything else
     */
    static Optional<byte[]> tryBase64(String text) {
        try {
            byte[] octets = Base64.getDecoder().decode(text);
            // The decoder forgives missing padding and bits in it.
            return base64(octets).equals(text) ? Optional.of(octets) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Reads UTF-8, or nothing if the octets are none. */
    static Optional<CharBuffer> tryUtf8(byte[] octets) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether SASLprep (RFC 4013) leaves something of a text, which is looked at only if it is not too long. */
    static boolean isPreparable(char[] text) {
        if (text.length > MOST_UNITS) {
            return false; // normalization may take time that grows with the square of the length
        }
        try {
            Arrays.fill(StringPreparation.SASL_PREPARATION.normalize(text), '\0');
            return true;
        } catch (RuntimeException e) {
            // IllegalArgumentException as documented; of a text that is mapped to nothing also an index out of bounds.
            return false;
        }
    }

    /** Throws, without the text, if SASLprep refuses it. */
    static void requirePreparable(char[] text, String name) {
        if (!isPreparable(text)) {
            throw new IllegalArgumentException("the " + name + " is empty, has over " + MOST_UNITS
                    + " UTF-16 units, or a code point that SASLprep forbids (RFC 4013)");
        }
    }

    /** Nonces of 144 random bits. */
    static Supplier<String> randomNonces() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] octets = new byte[NONCE_OCTETS];
            random.nextBytes(octets);
            return base64(octets);
        };
    }
}
