package org.xmpptoolkit.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects XML as octets of UTF-8, with references where characters need them. Its texts have no lone surrogates. */
final class OctetBuffer {
    /** The characters under 64 that an attribute value has no place for as they are, as bits. */
    private static final long IN_VALUE = 1L << '&' | 1L << '<' | 1L << '\'' | 1L << '\t' | 1L << '\n' | 1L << '\r';

    /** The same for text; {@code >} is one of them behind {@code ]]} only. */
    private static final long IN_TEXT = 1L << '&' | 1L << '<' | 1L << '>' | 1L << '\r';

    private byte[] octets;
    private int length;

    /** A buffer with room for so many octets at first. */
    OctetBuffer(int room) {
        octets = new byte[room];
    }

    int length() {
        return length;
    }

    /** Forgets what stands behind the first so many octets. */
    void cut(int length) {
        this.length = length;
    }

    /** Appends an ASCII character as it is. */
    OctetBuffer append(char ascii) {
        room(1);
        octets[length++] = (byte) ascii;
        return this;
    }

    /** Appends markup or names as they are. */
    OctetBuffer append(String text) {
        append(text, 0L);
        return this;
    }

    /** Appends an attribute value, which will stand in apostrophes. */
    void value(String value) {
        append(value, IN_VALUE);
    }

    /** How many octets {@link #value} appends. */
    static int octetsOfValue(String value) {
        OctetBuffer written = new OctetBuffer(value.length());
        written.value(value);
        return written.length;
    }

    /** Appends character data. */
    void text(String text) {
        append(text, IN_TEXT);
    }

    private void append(String text, long special) {
        int count = text.length();
        int from = 0;
        while (from < count) {
            int to = skipPlain(text, from, count, special);
            room(to - from);
            ascii(text, from, to);
            if (to < count) {
                char c = text.charAt(to);
                if (c < 0x80) {
                    reference(text, to, c);
                } else if (Character.isHighSurrogate(c)) {
                    encode(Character.toCodePoint(c, text.charAt(++to)));
                } else {
                    encode(c);
                }
                to++;
            }
            from = to;
        }
    }

    /** The index of the first character that is not written as one octet, its own. */
    private static int skipPlain(String text, int from, int count, long special) {
        int i = from;
        while (i < count) {
            char c = text.charAt(i);
            if (c >= 0x80 || c < Long.SIZE && (special >>> c & 1) != 0) {
                break;
            }
            i++;
        }
        return i;
    }

    /** Copies ASCII characters. The method is deprecated for others, and the only one that makes no array. */
    @SuppressWarnings("deprecation")
    private void ascii(String text, int from, int to) {
        text.getBytes(from, to, octets, length);
        length += to - from;
    }

    private void reference(String text, int index, char c) {
        switch (c) {
            case '&' -> append("&amp;");
            case '<' -> append("&lt;");
            case '\'' -> append("&apos;");
            case '\t' -> append("&#x9;");
            case '\n' -> append("&#xA;");
            case '\r' -> append("&#xD;");
            default -> {
                if (index >= 2 && text.charAt(index - 1) == ']' && text.charAt(index - 2) == ']') {
                    append("&gt;");
                } else {
                    append(c);
                }
            }
        }
    }

    /** Appends a code point above U+007F. */
    private void encode(int codePoint) {
        room(4);
        if (codePoint < 0x800) {
            octets[length++] = (byte) (0xC0 | codePoint >> 6);
        } else {
            if (codePoint < 0x10000) {
                octets[length++] = (byte) (0xE0 | codePoint >> 12);
            } else {
                octets[length++] = (byte) (0xF0 | codePoint >> 18);
                octets[length++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
            }
            octets[length++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        }
        octets[length++] = (byte) (0x80 | codePoint & 0x3F);
    }

    private void room(int more) {
        if (octets.length - length < more) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + more));
        }
    }

    byte[] toBytes() {
        return length == octets.length ? octets : Arrays.copyOf(octets, length);
    }

    @Override
    public String toString() {
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }
}
