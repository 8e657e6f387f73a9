package org.xmpptoolkit.stream;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another Java process, which runs {@link ResumingClient}. What it does not answer in time fails the test. */
final class OtherProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final DataOutputStream in;
    private final DataInputStream out;

    OtherProcess() throws IOException {
        process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        classPath(),
                        ResumingClient.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        in = new DataOutputStream(process.getOutputStream());
        out = new DataInputStream(process.getInputStream());
    }

    /** All that this JVM runs from, as a class path: test classes are patched into a module and stand on no path. */
    private static String classPath() {
        String basedir = Objects.requireNonNull(System.getProperty("basedir"), "basedir");
        return String.join(
                File.pathSeparator,
                basedir + "/target/test-classes",
                basedir + "/target/classes",
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""));
    }

    long pid() {
        return process.pid();
    }

    byte[] call(char call, int number, int count, byte[] octets) {
        CompletableFuture<byte[]> answer = CompletableFuture.supplyAsync(() -> {
            try {
                in.write(call);
                in.writeInt(number);
                in.writeInt(count);
                in.writeInt(octets.length);
                in.write(octets);
                in.flush();
                return out.readNBytes(out.readInt());
            } catch (IOException e) {
                throw new UncheckedIOException("the other process ended: see its error output", e);
            }
        });
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer of the other process to " + call, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Ends its input, and with it the process. */
    @Override
    public void close() throws Exception {
        in.close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the other process does not end");
        }
    }
}
