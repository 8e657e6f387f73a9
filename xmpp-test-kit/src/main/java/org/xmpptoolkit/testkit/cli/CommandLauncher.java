package org.xmpptoolkit.testkit.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.xmpptoolkit.testkit.check.ClientTarget;

/**
 * Starts a client by a command of the shell, and ends it with all that it started, at the latest when this process ends, by whatever
 * signal it lets one react to. Thread-safe.
 */
final class CommandLauncher {
    /** A variable that all have which a client starts, also those whose parent is gone. */
    private static final String MARK = "XMPP_CHECK_CLIENT";

    private static final Path PROCESSES = Path.of("/proc");
    private static final int MOST_LOOKS = 50;
    private static final long BETWEEN_LOOKS_NANOS = 10_000_000;

    private final String command;
    private final Set<StartedCommand> running = ConcurrentHashMap.newKeySet();
    private boolean ending;

    CommandLauncher(String command) {
        this.command = command;
        Runtime.getRuntime().addShutdownHook(new Thread(this::endAll, "xmpp-check-end"));
    }

    ClientTarget.Launched launch(ClientTarget.Where where) throws IOException {
        Path authority = Files.createTempFile("xmpp-check-ca", ".pem");
        try {
            Files.writeString(authority, where.authority().pem());
            String mark = UUID.randomUUID().toString();
            boolean windows = File.separatorChar == '\\';
            ProcessBuilder builder =
                    windows ? new ProcessBuilder("cmd", "/c", command) : new ProcessBuilder("/bin/sh", "-c", command);
            builder.redirectErrorStream(true);
            Map<String, String> variables = builder.environment();
            variables.put(MARK, mark);
            variables.put("HOST", where.host());
            variables.put("PORT", Integer.toString(where.port()));
            variables.put("JID", where.jid().toString());
            variables.put("PASSWORD", new String(where.account().password()));
            variables.put("DOMAIN", where.domain().toString());
            variables.put("CA_FILE", authority.toString());
            return start(builder, where, client -> end(client, mark, authority));
        } catch (IOException e) {
            Files.deleteIfExists(authority);
            throw e;
        }
    }

    /** While this process ends, plays whose client was ended go on with the next one: none is started any more. */
    private synchronized StartedCommand start(
            ProcessBuilder builder, ClientTarget.Where where, Consumer<StartedCommand> ended) throws IOException {
        if (ending) {
            throw new IOException("the checker is ending");
        }
        StartedCommand started =
                new StartedCommand(builder.start(), new String(where.account().password()), ended);
        running.add(started);
        return started;
    }

    /** Ends all that run, and starts no more. */
    void endAll() {
        synchronized (this) {
            ending = true;
        }
        running.forEach(StartedCommand::close);
    }

    private void end(StartedCommand client, String mark, Path authority) {
        ProcessHandle process = client.process().toHandle(); // which leaves open what is to be read of the output
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        endMarked(mark);
        running.remove(client);
        try {
            Files.deleteIfExists(authority);
        } catch (IOException e) {
            // a temporary file more
        }
    }

    /** One that is just beginning shows no mark for a moment, and one may begin another meanwhile: none is left if two looks find none. */
    private static void endMarked(String mark) {
        int without = 0;
        for (int look = 0; look < MOST_LOOKS && without < 2; look++) {
            if (look > 0) {
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
            List<ProcessHandle> found = marked(mark).toList();
            found.forEach(ProcessHandle::destroyForcibly);
            without = found.isEmpty() ? without + 1 : 0;
        }
    }

    /** Those that run with the mark, as far as the system tells. */
    private static Stream<ProcessHandle> marked(String mark) {
        if (!Files.isDirectory(PROCESSES)) {
            return Stream.empty();
        }
        return ProcessHandle.allProcesses().filter(process -> {
            try {
                byte[] environment = Files.readAllBytes(PROCESSES.resolve(process.pid() + "/environ"));
                return new String(environment, StandardCharsets.ISO_8859_1).contains(MARK + "=" + mark);
            } catch (IOException e) {
                return false; // gone, or somebody else's
            }
        });
    }
}
