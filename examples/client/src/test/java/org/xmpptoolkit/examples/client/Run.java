package org.xmpptoolkit.examples.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The example as it runs: its input, what it prints, and its exit code. */
final class Run {
    private static final int PATIENCE_SECONDS = 60;

    private final PipedOutputStream input = new PipedOutputStream();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final StringWriter errors = new StringWriter();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    private Run() {}

    static Run of(List<String> common, String... more) throws IOException {
        Run run = new Run();
        PipedInputStream in = new PipedInputStream(run.input);
        List<String> all = new ArrayList<>(common);
        all.addAll(Arrays.asList(more));
        PrintWriter out = new PrintWriter(new Lines(run.lines), true);
        PrintWriter err = new PrintWriter(run.errors, true);
        Thread thread = new Thread(
                () -> {
                    try {
                        run.code.complete(Main.run(in, out, err, all.toArray(String[]::new)));
                    } catch (Throwable e) {
                        run.code.completeExceptionally(e);
                    }
                },
                "example");
        thread.setDaemon(true);
        thread.start();
        return run;
    }

    void say(String line) throws IOException {
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    void endInput() throws IOException {
        input.close();
    }

    /** The next line that is printed. */
    String line() throws Exception {
        @Nullable String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("nothing was printed; errors: " + errors);
        }
        return line;
    }

    /** The address that it logs in with. */
    String address() throws Exception {
        String line = line();
        assertTrue(line.startsWith("logged in as "), line);
        return line.substring("logged in as ".length());
    }

    void succeeds() throws Exception {
        assertEquals(0, code.get(PATIENCE_SECONDS, TimeUnit.SECONDS), errors::toString);
        assertEquals("", errors.toString());
    }

    /** Its one line of complaint. */
    String fails(int expected) throws Exception {
        assertEquals(expected, code.get(PATIENCE_SECONDS, TimeUnit.SECONDS), errors::toString);
        String complaint = errors.toString();
        assertEquals(1, complaint.lines().count(), complaint);
        return complaint.strip();
    }

    private static final class Lines extends Writer {
        private final BlockingQueue<String> lines;
        private final StringBuilder begun = new StringBuilder();

        private Lines(BlockingQueue<String> lines) {
            this.lines = lines;
        }

        @Override
        public void write(char[] text, int from, int length) {
            begun.append(text, from, length);
            for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n")) {
                lines.add(begun.substring(0, end));
                begun.delete(0, end + 1);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
