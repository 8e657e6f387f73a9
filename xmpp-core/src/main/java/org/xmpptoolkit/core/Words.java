package org.xmpptoolkit.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight octets at a time: most octets of a stream need no closer look. */
final class Words {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Words() {}

    /** Passes by octets from 0x20 to 0x7F; returns the index of the first other one, or {@code to}. */
    static int skipGraphic(byte[] octets, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES) {
            long word = (long) LONGS.get(octets, i);
            // An octet borrows only if it is under 0x20: the lowest such one is told rightly.
            long others = (word - ONES * 0x20 | word) & HIGH_BITS;
            if (others != 0) {
                return i + (Long.numberOfTrailingZeros(others) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < to && octets[i] >= 0x20) {
            i++;
        }
        return i;
    }

    /** The index of an octet: {@code to} if it is not there. */
    static int indexOf(int octet, byte[] octets, int from, int to) {
        long pattern = ONES * octet;
        int i = from;
        while (i <= to - Long.BYTES) {
            long word = (long) LONGS.get(octets, i) ^ pattern;
            long zeros = word - ONES & ~word & HIGH_BITS;
            if (zeros != 0) {
                return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < to && octets[i] != octet) {
            i++;
        }
        return i;
    }
}
