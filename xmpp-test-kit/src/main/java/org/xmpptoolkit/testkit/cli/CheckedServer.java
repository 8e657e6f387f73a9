package org.xmpptoolkit.testkit.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidParseException;
import org.xmpptoolkit.testkit.check.Account;
import org.xmpptoolkit.testkit.check.Target;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code check} that name a server. */
final class CheckedServer {
    @Option(names = "--server", paramLabel = "HOST:PORT", required = true, description = "Where it listens.")
    private String server = "";

    @Option(names = "--domain", paramLabel = "D", required = true, description = "The domain that it serves.")
    private String domain = "";

    @ArgGroup(exclusive = false)
    private @Nullable First first;

    @ArgGroup(exclusive = false)
    private @Nullable Second second;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Trust these certificates (PEM) instead of those of the JDK.")
    private @Nullable Path authorities;

    /** An account to log in with. */
    static final class First {
        @Option(
                names = "--user",
                paramLabel = "U",
                required = true,
                description = "The localpart to log in with. What needs an account is skipped without.")
        private String user = "";

        @Option(
                names = "--password-file",
                paramLabel = "F",
                required = true,
                description = "A file whose first line is the password.")
        private @Nullable Path passwordFile;
    }

    /** An account to exchange stanzas with. */
    static final class Second {
        @Option(names = "--user2", paramLabel = "U", required = true, description = "A second localpart.")
        private String user = "";

        @Option(names = "--password2-file", paramLabel = "F", required = true, description = "Its password's file.")
        private @Nullable Path passwordFile;
    }

    /** The server that they name. */
    Target target(CommandLine command, Duration patience) {
        HostPort parsed = HostPort.tryParse(server)
                .filter(given -> given.port().isPresent())
                .orElseThrow(
                        () -> new ParameterException(command, "--server needs HOST:PORT, an IPv6 address in brackets"));
        Target.Builder target = Target.builder(
                        new InetSocketAddress(parsed.host(), parsed.port().getAsInt()),
                        domain(domain, command),
                        ClientFiles.trust(authorities))
                .patience(patience);
        if (first != null) {
            target.account(new Account(first.user, ClientFiles.password(first.passwordFile)));
        }
        if (second != null) {
            target.account(new Account(second.user, ClientFiles.password(second.passwordFile)));
        }
        return target.build();
    }

    static Jid domain(String domain, CommandLine command) {
        try {
            return Jid.ofDomain(domain);
        } catch (JidParseException e) {
            throw new ParameterException(command, "--domain " + domain + ": " + e.getMessage());
        }
    }
}
