package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.Account;
import org.xmpptoolkit.testkit.check.Authority;
import org.xmpptoolkit.testkit.check.ClientTarget;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code check} that have it judge a client. */
final class CheckedClient {
    private static final Duration START_PATIENCE = Duration.ofSeconds(20);
    private static final Duration PATIENCE_WITHOUT_COMMAND = Duration.ofMinutes(2);
    private static final int PORTS = 65_535;

    @Option(
            names = "--client",
            required = true,
            description = "Judges a client: plays the server for it, connection by connection.")
    private boolean client;

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description = {
                "Where to listen on the loopback address; a free port if not given.",
                "Without --exec the client has to connect again each time that its stream has ended, a few hundred times in all; one"
                        + " that does not come within two minutes for three cases in a row is waited for no more."
            })
    private int port;

    @Option(
            names = "--exec",
            paramLabel = "COMMAND",
            description = {
                "Starts the client for each case, by the shell, and ends it with all that it started. The variables HOST, PORT, JID,"
                        + " PASSWORD, DOMAIN and CA_FILE say where it is to log in and as whom; CA_FILE names the certificate (PEM) to"
                        + " trust. It is to log in and stay."
            })
    private @Nullable String command;

    @Option(names = "--parallel", paramLabel = "N", description = "How many clients may run at once; 2 if not given.")
    private int parallel = 2;

    /** The client that they name. */
    ClientTarget target(CommandLine line, Duration patience) {
        if (port < 0 || port > PORTS) {
            throw new ParameterException(line, "--listen " + port + " is no port: 0 to " + PORTS);
        }
        if (parallel < 1) {
            throw new ParameterException(line, "--parallel " + parallel + ": one client runs at least");
        }
        @Nullable String shell = command;
        if (shell == null) {
            return target("that connects", where -> () -> {}, 1, PATIENCE_WITHOUT_COMMAND, patience);
        }
        return target(shell, new CommandLauncher(shell)::launch, port == 0 ? parallel : 1, START_PATIENCE, patience);
    }

    private ClientTarget target(
            String name, ClientTarget.Launcher launcher, int atOnce, Duration startPatience, Duration patience) {
        return new ClientTarget(
                name,
                Jid.ofDomain("localhost"),
                new Account("romeo", "wherefore".toCharArray()),
                launcher,
                port,
                command == null,
                atOnce,
                startPatience,
                patience);
    }

    /**
     * What people are told before it begins.
     *
     * @param listening the port
     * @param authority whose certificate the client is to trust; it is put into a file if nobody else does
     */
    String waiting(int listening, Authority authority) throws IOException {
        if (command != null) {
            return "starts the client for each case";
        }
        Path file = Files.createTempFile("xmpp-check-ca", ".pem");
        file.toFile().deleteOnExit();
        Files.writeString(file, authority.pem());
        return "waiting for the client at 127.0.0.1:" + listening
                + ", as romeo@localhost with password wherefore; it is to trust " + file
                + ", and to connect again each time that its stream has ended";
    }
}
