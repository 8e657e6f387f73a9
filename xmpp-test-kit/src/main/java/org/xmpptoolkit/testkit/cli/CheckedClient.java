package org.xmpptoolkit.testkit.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.Account;
import org.xmpptoolkit.testkit.check.ClientTarget;
import picocli.CommandLine.Option;

/** The options of {@code check} that have it judge a client. */
final class CheckedClient {
    private static final Duration START_PATIENCE = Duration.ofSeconds(20);
    private static final Duration PATIENCE_WITHOUT_COMMAND = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Option(
            names = "--client",
            required = true,
            description = "Judges a client: plays the server for it, connection by connection.")
    private boolean client;

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description = "Where to listen on the loopback address; a free port if not given.")
    private int port;

    @Option(
            names = "--exec",
            paramLabel = "COMMAND",
            description = {
                "Starts the client for each case, by the shell. The variables HOST, PORT, JID, PASSWORD, DOMAIN and CA_FILE say"
                        + " where it is to log in and as whom."
            })
    private @Nullable String command;

    @Option(names = "--parallel", paramLabel = "N", description = "How many clients may run at once; 2 if not given.")
    private int parallel = 2;

    /** The client that they name. */
    ClientTarget target() {
        @Nullable String shell = command;
        boolean started = shell != null;
        return new ClientTarget(
                shell != null ? shell : "that connects",
                Jid.ofDomain("localhost"),
                new Account("romeo", "wherefore".toCharArray()),
                shell != null ? new CommandLauncher(shell)::launch : where -> () -> {},
                started ? 0 : port,
                started && port == 0 ? Math.max(1, parallel) : 1,
                started ? START_PATIENCE : PATIENCE_WITHOUT_COMMAND,
                PATIENCE);
    }

    /** What people are told before it begins. */
    String waiting(int port) {
        return command != null
                ? "starts the client for each case"
                : "waiting for the client at 127.0.0.1:" + port + ", as romeo@localhost with password wherefore";
    }
}
