package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xmpptoolkit.testkit.check.ClientTarget;

/** A client that a command started. Of what it prints the end is kept, without the password. Thread-safe. */
final class StartedCommand implements ClientTarget.Launched {
    private static final int KEPT_CHARS = 2_000;
    private static final int BUFFER_OCTETS = 8_192;
    private static final int END_MILLIS = 2_000;
    /** What is left of the output comes at once, unless one that could not be ended keeps it open. */
    private static final int READING_MILLIS = 10_000;

    private final Process process;
    private final String secret;
    private final Consumer<StartedCommand> ending;
    private final Thread reading;
    private final StringBuilder printed = new StringBuilder();

    StartedCommand(Process process, String secret, Consumer<StartedCommand> ending) throws IOException {
        this.process = process;
        this.secret = secret;
        this.ending = ending;
        process.getOutputStream().close();
        this.reading = new Thread(this::read, "xmpp-check-output");
        reading.setDaemon(true);
        reading.start();
    }

    private void read() {
        byte[] buffer = new byte[BUFFER_OCTETS];
        try (InputStream in = process.getInputStream()) {
            int octets = in.read(buffer);
            while (octets >= 0) {
                keep(new String(buffer, 0, octets, StandardCharsets.UTF_8));
                octets = in.read(buffer);
            }
        } catch (IOException e) {
            // it was ended
        }
    }

    private synchronized void keep(String text) {
        printed.append(text);
        if (printed.length() > 2 * KEPT_CHARS) {
            printed.delete(0, printed.length() - KEPT_CHARS);
        }
    }

    Process process() {
        return process;
    }

    @Override
    public Optional<String> ended() {
        return process.isAlive()
                ? Optional.empty()
                : Optional.of("the client ended with exit code " + process.exitValue() + " before it connected");
    }

    @Override
    public String printed() {
        String text;
        synchronized (this) {
            text = printed.toString();
        }
        String shown = secret.isEmpty() ? text : text.replace(secret, "...");
        return shown.length() > KEPT_CHARS ? "... " + shown.substring(shown.length() - KEPT_CHARS) : shown;
    }

    @Override
    public void close() {
        try {
            ending.accept(this);
            if (process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
                reading.join(READING_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly(); // closes what was not read
        }
    }
}
