package org.xmpptoolkit.testkit.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts input into lines. Only LF ends a line: a CR is part of it. A last line without LF counts. Not thread-safe. */
final class Lines {
    private static final int BLOCK_OCTETS = 65_536;

    private final InputStream in;
    private final Runnable beforeReading;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private final byte[] block = new byte[BLOCK_OCTETS];
    private int from;
    private int to;
    /** Whether there is a line that no LF has ended yet. */
    private boolean open;

    /**
     * Lines of an input.
     *
     * @param in the input
     * @param beforeReading called whenever all that came in was given out, before more is waited for
     */
    Lines(InputStream in, Runnable beforeReading) {
        this.in = in;
        this.beforeReading = beforeReading;
    }

    /** The octets of the next line, without its LF; null at the end. */
    byte @Nullable [] next() throws IOException {
        while (true) {
            for (int i = from; i < to; i++) {
                if (block[i] == '\n') {
                    return line(i);
                }
            }
            begun.write(block, from, to - from);
            open |= to > from;
            beforeReading.run();
            from = 0;
            to = Math.max(0, in.read(block));
            if (to == 0) {
                return open ? line(0) : null;
            }
        }
    }

    private byte[] line(int end) {
        byte[] rest = Arrays.copyOfRange(block, from, end);
        from = Math.min(end + 1, to);
        open = false;
        if (begun.size() == 0) {
            return rest;
        }
        begun.writeBytes(rest);
        byte[] line = begun.toByteArray();
        begun.reset();
        return line;
    }
}
