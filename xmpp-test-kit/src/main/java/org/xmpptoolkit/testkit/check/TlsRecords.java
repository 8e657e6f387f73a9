package org.xmpptoolkit.testkit.check;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes on what comes in under TLS, and tells of what kind the last record was (RFC 8446 section 5.1): Java's TLS takes the end of the
 * connection for the end of the data, whether close_notify came or not. Not thread-safe.
 */
final class TlsRecords extends FilterInputStream {
    private static final int HEADER_OCTETS = 5;
    private static final int ALERT = 21;
    private static final int APPLICATION_DATA = 23;
    /** TLS 1.3 hides of what kind a record is; an alert has 2 octets, and what the cipher adds. A closing tag makes it longer. */
    private static final int LONGEST_ALERT = 32;
    /** An alert as Java sends it, with 16 octets of padding. */
    private static final int PADDED_ALERT = 35;

    private final byte[] header = new byte[HEADER_OCTETS];
    private int headerOctets;
    private int left;

    TlsRecords(InputStream in) {
        super(in);
    }

    /** Whether the last record was an alert, as far as can be seen from outside. */
    boolean endedByAlert() {
        int type = header[0] & 0xff;
        return left == 0
                && headerOctets == HEADER_OCTETS
                && (type == ALERT
                        || type == APPLICATION_DATA
                                && (recordOctets() <= LONGEST_ALERT || recordOctets() == PADDED_ALERT));
    }

    private int recordOctets() {
        return (header[3] & 0xff) << 8 | header[4] & 0xff;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int octets = super.read(into, offset, length);
        int at = 0;
        while (at < octets) {
            if (left > 0) {
                int passed = Math.min(left, octets - at);
                left -= passed;
                at += passed;
            } else {
                headerOctets = headerOctets == HEADER_OCTETS ? 0 : headerOctets;
                header[headerOctets++] = into[offset + at++];
                left = headerOctets == HEADER_OCTETS ? recordOctets() : 0;
            }
        }
        return octets;
    }
}
