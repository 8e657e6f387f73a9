package org.xmpptoolkit.testkit.arbitraries;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Octets as they go over the wire, well-formed UTF-8 or not. Immutable; may be shared between threads. */
public final class Octets {
    private final byte[] octets;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    /**
     * Keeps octets.
     *
     * @param octets the octets, which are copied
     * @return the value
     */
    public static Octets of(byte[] octets) {
        return new Octets(octets.clone());
    }

    /**
     * Encodes a text as UTF-8.
     *
     * @param text the text; a surrogate without its other half becomes a question mark
     * @return its octets
     */
    public static Octets ofUtf8(String text) {
        return new Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return these octets and others behind them}
     *
     * @param others what comes behind
     */
    public Octets then(Octets others) {
        byte[] joined = Arrays.copyOf(octets, octets.length + others.octets.length);
        System.arraycopy(others.octets, 0, joined, octets.length, others.octets.length);
        return new Octets(joined);
    }

    /** {@return how many octets there are} */
    public int size() {
        return octets.length;
    }

    /** {@return a copy of the octets} */
    public byte[] toByteArray() {
        return octets.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Octets that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** The octets as text: what is no UTF-8, and each control character but for line feeds, as {@code \xHH}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(octets.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(octets);
        CharBuffer out = CharBuffer.allocate(octets.length);
        while (in.hasRemaining()) {
            CoderResult result = decoder.decode(in, out, true);
            append(text, out.flip());
            out.clear();
            int wrong = result.isError() ? result.length() : 0;
            for (int i = 0; i < wrong; i++) {
                text.append(String.format("\\x%02X", in.get() & 0xFF));
            }
            decoder.reset();
        }
        return text.toString();
    }

    private static void append(StringBuilder text, CharBuffer decoded) {
        while (decoded.hasRemaining()) {
            char c = decoded.get();
            if (Character.isISOControl(c) && c < 0x80 && c != '\n') {
                text.append(String.format("\\x%02X", (int) c));
            } else {
                text.append(c);
            }
        }
    }
}
