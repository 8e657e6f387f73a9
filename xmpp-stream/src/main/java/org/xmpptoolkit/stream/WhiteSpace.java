package org.xmpptoolkit.stream;

import java.nio.ByteBuffer;

/** The white space of XML, as octets. */
final class WhiteSpace {
    private WhiteSpace() {}

    /** Takes all octets, and tells whether none of them is anything else. */
    static boolean takesAll(ByteBuffer octets) {
        boolean only = true;
        while (octets.hasRemaining()) {
            only &= " \t\n\r".indexOf(octets.get()) >= 0;
        }
        return only;
    }
}
