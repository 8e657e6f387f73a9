package org.xmpptoolkit.testkit.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One run of the command, in this process: what it printed and its exit code. */
record Run(int code, String out, String err) {
    /** Runs the command on octets. */
    static Run of(byte[] in, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Xmpp.run(Streams.of(new ByteArrayInputStream(in), out, err), args);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs the command on text in UTF-8. */
    static Run of(String in, String... args) {
        return of(in.getBytes(StandardCharsets.UTF_8), args);
    }
}
