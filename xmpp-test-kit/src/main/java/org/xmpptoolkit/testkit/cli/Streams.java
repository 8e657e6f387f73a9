package org.xmpptoolkit.testkit.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * What a command reads and writes. Text is UTF-8, whatever the locale.
 *
 * @param in standard input
 * @param out standard output, not flushed by itself
 * @param err standard error, flushed behind every line
 */
record Streams(InputStream in, PrintWriter out, PrintWriter err) {
    /** The streams of a process, or of a test that stands for one. */
    static Streams of(InputStream in, OutputStream out, OutputStream err) {
        return new Streams(
                in,
                new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)),
                new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true));
    }

    /**
     * Writes out what was printed so far.
     *
     * @throws CommandFailure if nobody reads it
     */
    void flush() {
        if (out.checkError()) {
            throw closed();
        }
    }

    /** What is to be said if nobody reads standard output. */
    static CommandFailure closed() {
        return new CommandFailure("standard output is closed");
    }
}
