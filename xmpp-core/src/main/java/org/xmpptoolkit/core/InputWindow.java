package org.xmpptoolkit.core;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The octets of a stream that came in and are not done with. Offsets count from the start of the stream.
 *
 * <p>What came in is scanned up to {@link #scannedTo}, and given to the parser up to {@link #fedTo}.
 */
final class InputWindow {
    private static final byte[] NOTHING = {};

    private final OctetScan scan = new OctetScan();
    private final MarkupScan markup;
    private byte[] octets = NOTHING;
    private int scanned;
    private int fed;
    /** Octets of the stream before {@code octets}. */
    private long start;
    /** The last octets before {@code octets}, for a {@code ]]>} that is cut. */
    private int before;

    InputWindow(StreamLimits limits) {
        this.markup = new MarkupScan(limits);
    }

    /** Copies more octets in, scans them, and drops what was given to the parser, but for octets from this offset on. */
    void append(ByteBuffer more, long needed) {
        int kept = (int) Math.min(Math.min(fed, scanned), Math.max(0, needed - start));
        for (int i = Math.max(0, kept - 2); i < kept; i++) {
            before = (before << 8 | octets[i] & 0xFF) & 0xFFFF;
        }
        byte[] joined = new byte[octets.length - kept + more.remaining()];
        System.arraycopy(octets, kept, joined, 0, octets.length - kept);
        more.get(joined, octets.length - kept, more.remaining());
        octets = joined;
        start += kept;
        fed -= kept;
        scanned -= kept;
        if (fault() == null) {
            scanned = markup.scan(octets, scanned, scan.scan(octets, scanned, octets.length), start);
        }
    }

    /** The fault that stands at {@link #scannedTo}: null if there is none. */
    XmlViolation.@Nullable Kind fault() {
        return markup.fault() == null ? scan.fault() : markup.fault();
    }

    String faultMessage() {
        return markup.fault() == null ? scan.message() : markup.message();
    }

    /** Where the fault is told to be: at the {@code <} of bad markup, or at the first octet of a bad character. */
    long faultOffset() {
        return markup.fault() == null ? scannedTo() : markup.tagStart();
    }

    /** Lets go of all octets, when the stream has ended. */
    void clear() {
        start += octets.length;
        octets = NOTHING;
        fed = 0;
        scanned = 0;
    }

    /** Where the octets begin. */
    long start() {
        return start;
    }

    /** Where the octets end that are well-formed UTF-8, and allowed in characters and markup. */
    long scannedTo() {
        return start + scanned;
    }

    /** Where the octets end that the parser was given. */
    long fedTo() {
        return start + fed;
    }

    /** Where the character begins that has an octet at this offset, which is at most {@link #scannedTo}. */
    long characterStart(long offset) {
        long character = offset;
        while (character < scannedTo() && (at(character) & 0xC0) == 0x80) {
            character--;
        }
        return character;
    }

    /** The next octets for the parser, at most this many, from index 0 on; {@link #fedTo} moves behind them. */
    byte[] region(int length) {
        byte[] region = fed == 0 ? octets : Arrays.copyOfRange(octets, fed, fed + length);
        fed += length;
        return region;
    }

    /** Makes the octets from this offset on the next for the parser. */
    void feedFrom(long offset) {
        fed = index(offset);
        if (fed == octets.length) {
            start += fed;
            octets = NOTHING;
            fed = 0;
            scanned = 0;
        }
    }

    /** Octets that came in and were given to no parser. */
    int pending() {
        return octets.length - Math.min(fed, scanned);
    }

    /** A copy of the octets from this offset on. */
    byte[] from(long offset) {
        return Arrays.copyOfRange(octets, index(offset), octets.length);
    }

    /** How many octets there are from this offset on. */
    int length(long offset) {
        return octets.length - index(offset);
    }

    /** An octet; the first one of the window for an offset before it. */
    byte at(long offset) {
        return octets[index(offset)];
    }

    /** Where the first octet stands from this offset on that is no white space: {@link #scannedTo} if there is none. */
    long skipWhiteSpace(long offset) {
        int index = index(offset);
        while (index < scanned && XmlChars.isWhiteSpace(octets[index])) {
            index++;
        }
        return start + index;
    }

    /** Whether the parser was given a {@code >} from this offset on. */
    boolean endsTag(long offset) {
        for (int i = index(offset); i < fed; i++) {
            if (octets[i] == '>') {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a {@code >} between two offsets with {@code ]]} before it. */
    boolean hasCdataEnd(long from, long to) {
        for (int i = index(from); i < index(to); i++) {
            if (octets[i] == '>' && octetBefore(i, 1) == ']' && octetBefore(i, 2) == ']') {
                return true;
            }
        }
        return false;
    }

    private int octetBefore(int index, int distance) {
        int place = index - distance;
        return place >= 0 ? octets[place] : place == -1 ? before & 0xFF : before >> 8;
    }

    /** Where an offset is: 0 if it lies before the window. */
    private int index(long offset) {
        return (int) Math.max(0, offset - start);
    }
}
