package org.xmpptoolkit.stream.dialback;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key of a dialback, which shows that two servers know the same secret (XEP-0220 section 2.1.1). To all but these it is any text.
 * Compared in constant time, and not shown by {@link #toString}. Immutable.
 */
public final class DialbackKey {
    /** The longest key that is taken from a peer, in UTF-16 units; those of XEP-0185 have 64. */
    static final int LONGEST = 1_024;

    private final String text;

    private DialbackKey(String text) {
        this.text = text;
    }

    /**
     * A key.
     *
     * @param text its text; white space around it does not count
     * @return the key
     */
    public static DialbackKey of(String text) {
        return new DialbackKey(Objects.requireNonNull(text, "text").strip());
    }

    /** {@return the text, as it stands in {@code db:result} and {@code db:verify}} */
    public String text() {
        return text;
    }

    /** Compares in a time that does not depend on where two keys of one length differ. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DialbackKey key && MessageDigest.isEqual(octets(), key.octets());
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Never the text: whoever reads it could use it as long as the stream lives. */
    @Override
    public String toString() {
        return "DialbackKey[hidden]";
    }

    private byte[] octets() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
