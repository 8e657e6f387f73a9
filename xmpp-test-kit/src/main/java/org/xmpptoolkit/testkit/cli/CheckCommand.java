package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidParseException;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.check.CheckException;
import org.xmpptoolkit.testkit.check.Finding;
import org.xmpptoolkit.testkit.check.Report;
import org.xmpptoolkit.testkit.check.ServerCheck;
import org.xmpptoolkit.testkit.check.Target;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code xmpp check}: judges a server, rule by rule. */
@Command(
        name = "check",
        description = {
            "Judges a server over TCP and TLS, and prints a table with a row for each rule that it judged or had to skip.",
            "Without --server it starts the embedded endpoint on a free loopback port, and judges that.",
            "Exit code 0 if no rule failed, 1 if one did or the check could not be carried out to its end."
        })
final class CheckCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(exclusive = false)
    private @Nullable Live live;

    /** A server that runs elsewhere. */
    static final class Live {
        @Option(names = "--server", paramLabel = "HOST:PORT", required = true, description = "Where it listens.")
        private String server = "";

        @Option(names = "--domain", paramLabel = "D", required = true, description = "The domain that it serves.")
        private String domain = "";

        @Option(names = "--user", paramLabel = "U", required = true, description = "The localpart to log in with.")
        private String user = "";

        @Option(
                names = "--password-file",
                paramLabel = "F",
                required = true,
                description = "A file whose first line is the password.")
        private @Nullable Path passwordFile;

        @ArgGroup(exclusive = false)
        private @Nullable Second second;

        @Option(
                names = "--ca",
                paramLabel = "FILE",
                description = "Trust these certificates (PEM) instead of those of the JDK.")
        private @Nullable Path authorities;
    }

    /** An account to exchange stanzas with. */
    static final class Second {
        @Option(names = "--user2", paramLabel = "U", required = true, description = "A second localpart.")
        private String user = "";

        @Option(names = "--password2-file", paramLabel = "F", required = true, description = "Its password's file.")
        private @Nullable Path passwordFile;
    }

    CheckCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        if (live != null) {
            return check(target(live));
        }
        try (EmbeddedEndpoint endpoint = EmbeddedEndpoint.builder()
                .account("juliet", "r0m30myr0m30".toCharArray())
                .account("romeo", "j0l13tmyj0l13t".toCharArray())
                .build()
                .start()) {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", endpoint.port());
            return check(Target.builder(address, endpoint.domains().get(0), endpoint.trust())
                    .first("juliet", "r0m30myr0m30".toCharArray())
                    .second("romeo", "j0l13tmyj0l13t".toCharArray())
                    .build());
        }
    }

    private int check(Target target) {
        Report report = new Report(StreamRules.load(), this::progress);
        try {
            new ServerCheck(target, report).run();
        } catch (CheckException e) {
            if (!report.findings().isEmpty()) {
                print(report);
            }
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
        print(report);
        return report.hasFailed() ? 1 : 0;
    }

    private void print(Report report) {
        streams.err().flush();
        streams.out().print(report.table());
        streams.flush();
    }

    private void progress(Finding finding) {
        streams.err().println(finding.rule() + " " + WireNames.of(finding.verdict()) + ": " + finding.seen());
        streams.err().flush();
    }

    private Target target(Live options) {
        HostPort server = HostPort.tryParse(options.server)
                .filter(parsed -> parsed.port().isPresent())
                .orElseThrow(() -> misuse("--server needs HOST:PORT, an IPv6 address in brackets"));
        InetSocketAddress address =
                new InetSocketAddress(server.host(), server.port().getAsInt());
        if (address.isUnresolved()) {
            throw new CommandFailure("host " + server.host() + " has no address: check --server");
        }
        Jid domain;
        try {
            domain = Jid.ofDomain(options.domain);
        } catch (JidParseException e) {
            throw misuse("--domain " + options.domain + ": " + e.getMessage());
        }
        Target.Builder target = Target.builder(address, domain, ClientFiles.trust(options.authorities))
                .first(options.user, ClientFiles.password(options.passwordFile));
        if (options.second != null) {
            target.second(options.second.user, ClientFiles.password(options.second.passwordFile));
        }
        return target.build();
    }

    private ParameterException misuse(String message) {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
