package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.io.InputStream;

/** An input that gives one octet for each read, however many are asked for. */
abstract class OctetByOctet extends InputStream {
    /** The next octet, or -1 at the end. */
    abstract int next() throws IOException;

    @Override
    public int read() throws IOException {
        return next();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int octet = next();
        if (octet < 0) {
            return -1;
        }
        into[offset] = (byte) octet;
        return 1;
    }
}
