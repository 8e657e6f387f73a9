package org.xmpptoolkit.testkit.cli;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidParseException;
import org.xmpptoolkit.testkit.cases.CheckCases;
import org.xmpptoolkit.testkit.check.Account;
import org.xmpptoolkit.testkit.check.CheckException;
import org.xmpptoolkit.testkit.check.ComponentSubject;
import org.xmpptoolkit.testkit.check.ComponentTarget;
import org.xmpptoolkit.testkit.check.FederationListener;
import org.xmpptoolkit.testkit.check.FederationSubject;
import org.xmpptoolkit.testkit.check.FederationTarget;
import org.xmpptoolkit.testkit.check.ServerSubject;
import org.xmpptoolkit.testkit.check.Target;
import org.xmpptoolkit.testkit.check.WebSocketSubject;
import org.xmpptoolkit.testkit.check.WebSocketTarget;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code check} that name a server, and the way to it. */
final class CheckedServer {
    @Option(names = "--server", paramLabel = "HOST:PORT", description = "Judges the server there as its client.")
    private @Nullable String server;

    @Option(
            names = "--websocket",
            paramLabel = "URI",
            description = "Judges the server at this ws:// or wss:// address as its client over WebSocket.")
    private @Nullable URI webSocket;

    @Option(
            names = "--component",
            paramLabel = "HOST:PORT",
            description = "Judges the server there as its component, whose name --domain is. Needs --secret-file.")
    private @Nullable String component;

    @Option(
            names = "--s2s",
            paramLabel = "HOST:PORT",
            description =
                    "Judges the server there as the server of the domain --as, for which it has to connect to --listen.")
    private @Nullable String federation;

    @Option(names = "--domain", paramLabel = "D", required = true, description = "The domain that it serves.")
    private String domain = "";

    @Option(
            names = "--secret-file",
            paramLabel = "F",
            description = "A file whose first line is the component's secret.")
    private @Nullable Path secretFile;

    @Option(
            names = "--as",
            paramLabel = "D",
            description = "The checker's own domain for --s2s; checker.example if not given.")
    private String ours = "checker.example";

    @Option(
            names = "--s2s-listen",
            paramLabel = "PORT",
            description = "Where the server of --as listens on the loopback address; a free port if not given.")
    private int listenPort;

    @Option(
            names = "--direct-tls",
            paramLabel = "PORT",
            description = "Where --server has TLS from the start (XEP-0368). What needs that is skipped without.")
    private @Nullable Integer directTls;

    @Option(
            names = "--certificate-port",
            paramLabel = "PORT",
            description = "Where --server asks clients for certificates (XEP-0178), if that is elsewhere.")
    private @Nullable Integer certificatePort;

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

    /** The run that they ask for. */
    CheckRun run(CommandLine command, Duration patience) throws CheckException {
        long ways = Stream.of(server, webSocket, component, federation)
                .filter(Objects::nonNull)
                .count();
        if (ways != 1) {
            throw new ParameterException(
                    command, "one of --server, --websocket, --component and --s2s is needed beside --domain");
        }
        if (server != null) {
            Target target = target(address("--server", server, command), command, patience);
            return CheckRun.of(new CheckWay<>(new ServerSubject(target), CheckCases.servers()));
        }
        if (webSocket != null) {
            return webSocket(webSocket, command, patience);
        }
        return component != null
                ? component(address("--component", component, command), command, patience)
                : federation(address("--s2s", Objects.requireNonNull(federation), command), command, patience);
    }

    private CheckRun webSocket(URI uri, CommandLine command, Duration patience) {
        try {
            Target target = target(new InetSocketAddress(0), command, patience);
            return CheckRun.of(
                    new CheckWay<>(new WebSocketSubject(new WebSocketTarget(uri, target)), CheckCases.webSockets()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--websocket: " + e.getMessage());
        }
    }

    private CheckRun component(InetSocketAddress address, CommandLine command, Duration patience) {
        if (secretFile == null) {
            throw new ParameterException(command, "--component needs --secret-file");
        }
        ComponentTarget target = new ComponentTarget(
                address, domain("--domain", domain, command), ClientFiles.password(secretFile), patience);
        return CheckRun.of(new CheckWay<>(new ComponentSubject(target), CheckCases.components()));
    }

    private CheckRun federation(InetSocketAddress address, CommandLine command, Duration patience)
            throws CheckException {
        Jid served = domain("--domain", domain, command);
        FederationListener listener = FederationListener.listen(domain("--as", ours, command), listenPort);
        FederationTarget target = new FederationTarget(address, served, ClientFiles.trust(authorities), patience);
        return CheckRun.of(new CheckWay<>(new FederationSubject(target, listener), CheckCases.federation()), listener);
    }

    private Target target(InetSocketAddress address, CommandLine command, Duration patience) {
        Target.Builder target = Target.builder(
                        address, domain("--domain", domain, command), ClientFiles.trust(authorities))
                .patience(patience);
        accounts().forEach(target::account);
        if (directTls != null) {
            target.directTls(new InetSocketAddress(address.getHostString(), directTls));
        }
        if (certificatePort != null) {
            target.certificates(new InetSocketAddress(address.getHostString(), certificatePort));
        }
        return target.build();
    }

    private List<Account> accounts() {
        return Stream.concat(
                        Stream.ofNullable(first)
                                .map(given -> new Account(given.user, ClientFiles.password(given.passwordFile))),
                        Stream.ofNullable(second)
                                .map(given -> new Account(given.user, ClientFiles.password(given.passwordFile))))
                .toList();
    }

    private static InetSocketAddress address(String option, String given, CommandLine command) {
        HostPort parsed = HostPort.tryParse(given)
                .filter(where -> where.port().isPresent())
                .orElseThrow(() ->
                        new ParameterException(command, option + " needs HOST:PORT, an IPv6 address in brackets"));
        return new InetSocketAddress(parsed.host(), parsed.port().getAsInt());
    }

    private static Jid domain(String option, String given, CommandLine command) {
        try {
            return Jid.ofDomain(given);
        } catch (JidParseException e) {
            throw new ParameterException(command, option + " " + given + ": " + e.getMessage());
        }
    }
}
