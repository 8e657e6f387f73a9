package org.xmpptoolkit.stream.identity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One element of DER: as much of X.690 as a subjectAltName takes. Tags of one octet, definite lengths of the fewest octets,
 * nothing behind the end; what is written otherwise is null, never an exception.
 */
final class Der {
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int UTF8_STRING = 0x0C;
    static final int IA5_STRING = 0x16;
    static final int SEQUENCE = 0x30;

    private static final int LONG_TAG = 0x1F;
    private static final int LONG_LENGTH = 0x80;
    /** More is over any certificate that a TLS record layer would carry. */
    private static final int MAX_LENGTH_OCTETS = 3;

    private final byte[] octets;
    private final int tag;
    private final int begin;
    private final int end;

    private Der(byte[] octets, int tag, int begin, int end) {
        this.octets = octets;
        this.tag = tag;
        this.begin = begin;
        this.end = end;
    }

    /** The element with that tag that these octets are. */
    static @Nullable Der whole(byte @Nullable [] octets, int tag) {
        return octets == null ? null : only(read(octets, 0, octets.length), tag, octets.length);
    }

    /** The element with that tag that the content is. */
    @Nullable
    Der only(int inner) {
        return only(first(), inner, end);
    }

    private static @Nullable Der only(@Nullable Der der, int tag, int end) {
        return der != null && der.tag == tag && der.end == end ? der : null;
    }

    /** The first element of the content. */
    @Nullable
    Der first() {
        return read(octets, begin, end);
    }

    /** The element behind one of the content. */
    @Nullable
    Der after(Der inner) {
        return read(octets, inner.end, end);
    }

    /** Whether an element of the content is its last one. */
    boolean endsWith(Der inner) {
        return inner.end == end;
    }

    boolean isEmpty() {
        return begin == end;
    }

    int tag() {
        return tag;
    }

    int length() {
        return end - begin;
    }

    boolean contentIs(byte[] other) {
        return Arrays.equals(octets, begin, end, other, 0, other.length);
    }

    /** The content, if it is well-formed text in the charset. */
    @Nullable
    String text(Charset charset) {
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(octets, begin, end - begin))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static @Nullable Der read(byte[] octets, int from, int limit) {
        if (limit - from < 2) {
            return null;
        }
        int tag = octets[from] & 0xFF;
        int length = octets[from + 1] & 0xFF;
        int begin = from + 2;
        if ((tag & LONG_TAG) == LONG_TAG) {
            return null;
        }
        if (length >= LONG_LENGTH) {
            int count = length - LONG_LENGTH;
            if (count == 0 || count > MAX_LENGTH_OCTETS || limit - begin < count) {
                return null;
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | octets[begin + i] & 0xFF;
            }
            int least = count == 1 ? LONG_LENGTH : 1 << 8 * (count - 1);
            if (length < least) {
                return null;
            }
            begin += count;
        }
        return length <= limit - begin ? new Der(octets, tag, begin, begin + length) : null;
    }
}
