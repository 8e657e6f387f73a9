package org.xmpptoolkit.testkit.cli;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidParseException;
import org.xmpptoolkit.netty.TransportException;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.testkit.load.LoadConfig;
import org.xmpptoolkit.testkit.load.LoadResult;
import org.xmpptoolkit.testkit.load.LoadRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code xmpp load}: many clients that write to one another. */
@Command(
        name = "load",
        description = {
            "Logs many clients in, lets them send messages to one another at a steady rate, and tells what arrived, and after how long.",
            "The rate does not wait for the server: latencies count from the time at which a message was to be sent.",
            "Ends with 1 if a client could not log in, or a message did not arrive. Ctrl-C ends it early, with what was measured."
        })
final class LoadCommand implements Callable<Integer> {
    enum Tls {
        required(TlsPolicy.REQUIRED),
        off(TlsPolicy.NONE);

        private final TlsPolicy policy;

        Tls(TlsPolicy policy) {
            this.policy = policy;
        }
    }

    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m|h|)");
    private static final long PRINTING_SECONDS = 30;

    private final Streams streams;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            required = true,
            description = "Where a server listens; given several times, clients spread over them.")
    private List<String> servers = new ArrayList<>();

    @Option(
            names = "--domain",
            paramLabel = "D",
            description = "The domain that they serve; the first HOST if not given.")
    private @Nullable String domain;

    @Mixin
    private LoadAccounts accounts = new LoadAccounts();

    @Option(
            names = "--clients",
            paramLabel = "N",
            required = true,
            description = "How many clients log in, 2 at least.")
    private int clients;

    @Option(
            names = "--rate",
            paramLabel = "R",
            required = true,
            description = "How many messages a second they send in all; 0 lets them stay and send nothing.")
    private double rate;

    @Option(
            names = "--duration",
            paramLabel = "T",
            required = true,
            description = "How long they send: seconds, or a number with s, m or h.")
    private String duration = "";

    @Option(
            names = "--resume",
            description = {
                "Whoever loses the connection connects again, to the next --server, and resumes the stream (XEP-0198); what was not"
                        + " acknowledged is sent again."
            })
    private boolean resume;

    @Option(names = "--logins", paramLabel = "N", description = "How many may be logging in at once; 20 if not given.")
    private int logins = 20;

    @Option(
            names = "--mechanism",
            paramLabel = "M",
            description = "The SASL mechanism to use; the best on offer if not given.")
    private @Nullable String mechanism;

    @Option(names = "--tls", paramLabel = "required|off", description = "Whether to use TLS; required if not given.")
    private Tls tls = Tls.required;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Trust these certificates (PEM) instead of those of the JDK.")
    private @Nullable Path authorities;

    @Option(
            names = "--patience",
            paramLabel = "T",
            description = "How long to wait at the end for what is on the way; 10 s if not given.")
    private String patience = "10";

    @Option(names = "--seed", paramLabel = "S", description = "What the choice of who writes to whom comes of.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes what was measured there too, as JSON.")
    private @Nullable Path json;

    LoadCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        LoadConfig config = config();
        if (json != null && !Files.isDirectory(json.resolveSibling("").toAbsolutePath())) {
            throw new CommandFailure("--json " + json + ": its folder is not there; make it, or name another file");
        }
        LoadStatus status = new LoadStatus(streams, Terminal.detect());
        LoadRun run = new LoadRun(config, status);
        CountDownLatch printed = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            run.stop();
            try {
                printed.await(PRINTING_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            LoadResult result = run.run();
            status.ended();
            print(result);
            Optional<String> failure = failure(result);
            if (failure.isPresent() && !run.isStopped()) {
                throw new CommandFailure(failure.get());
            }
            return result.isComplete() ? 0 : 1;
        } finally {
            printed.countDown();
            if (!run.isStopped()) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private void print(LoadResult result) {
        if (json != null) {
            try {
                WholeFile.forAll(json.toAbsolutePath(), LoadSummary.json(result));
            } catch (IOException e) {
                throw new CommandFailure("--json " + json + " cannot be written: " + WholeFile.cause(e)
                        + "; name a file in a folder that exists and may be written to");
            }
        }
        if (result.logins().loggedIn() > 0) {
            streams.out().print(LoadSummary.of(result));
            streams.flush();
        }
    }

    /** What went wrong, in one line. */
    private static Optional<String> failure(LoadResult result) {
        LoadResult.Logins logins = result.logins();
        LoadResult.Messages messages = result.messages();
        if (result.isComplete()) {
            return Optional.empty();
        } else if (logins.loggedIn() == 0) {
            String why = logins.refused().keySet().stream().findFirst().orElse("it was stopped before");
            return Optional.of("no client could log in: " + why
                    + logins.first().map(LoadCommand::remedy).orElse(""));
        } else if (logins.loggedIn() < logins.asked()) {
            return Optional.of(
                    logins.asked() - logins.loggedIn() + " of " + logins.asked() + " clients could not log in"
                            + logins.first().map(LoadCommand::remedy).orElse(""));
        }
        return Optional.of(messages.due() - messages.received() + " of " + messages.due() + " messages did not arrive: "
                + messages.lost() + " lost, " + messages.unsent() + " not sent, "
                + messages.returned().values().stream()
                        .mapToLong(Long::longValue)
                        .sum() + " came back");
    }

    /** How to mend what kept a client out; nothing if nobody knows. */
    private static String remedy(Reason reason) {
        if (reason instanceof Reason.AuthenticationFailed) {
            return "; see whether the accounts exist, and check the password";
        } else if (reason instanceof Reason.ErrorReceived received
                && received.error().condition() == StreamErrorCondition.HOST_UNKNOWN) {
            return "; check --domain";
        } else if (reason instanceof Reason.NoCommonMechanism) {
            return "; check --mechanism and --tls";
        } else if (reason instanceof Reason.TransportLost lost
                && lost.cause().orElse(null) instanceof TransportException transport) {
            return switch (transport.kind()) {
                case REFUSED, UNKNOWN_HOST, UNREACHABLE, TIMED_OUT ->
                    "; see whether the server runs, and check --server";
                case CERTIFICATE_UNTRUSTED -> "; name the file of its authority with --ca";
                case CERTIFICATE_NAME -> "; --domain has to be a name in the certificate";
                default -> "";
            };
        }
        return "";
    }

    private LoadConfig config() {
        List<HostPort> where = servers.stream().map(this::server).toList();
        try {
            return LoadConfig.builder(
                            where,
                            served(where.get(0)),
                            accounts.of(clients, command().commandLine()))
                    .tls(trust())
                    .tlsPolicy(tls.policy)
                    .sasl(sasl())
                    .clients(clients)
                    .loginsAtOnce(logins)
                    .rate(rate)
                    .duration(time("--duration", duration))
                    .patience(time("--patience", patience))
                    .seed(seed)
                    .resume(resume)
                    .build();
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    private HostPort server(String given) {
        return HostPort.tryParse(given)
                .filter(parsed -> parsed.port().isPresent())
                .orElseThrow(() -> misuse("--server needs HOST:PORT, an IPv6 address in brackets"));
    }

    private Jid served(HostPort first) {
        String name = domain == null ? first.host() : domain;
        try {
            return Jid.ofDomain(name);
        } catch (JidParseException e) {
            throw misuse("--domain " + name + ": " + e.getMessage());
        }
    }

    private SaslClientPolicy sasl() {
        if (mechanism == null) {
            return SaslClientPolicy.DEFAULT;
        }
        SaslMechanism known = SaslMechanism.ofWireName(mechanism)
                .orElseThrow(() -> misuse("--mechanism " + mechanism + " is none of "
                        + Stream.of(SaslMechanism.values())
                                .map(SaslMechanism::wireName)
                                .collect(Collectors.joining(", "))));
        return SaslClientPolicy.builder().mechanisms(List.of(known)).build();
    }

    private SslContext trust() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(ClientFiles.trust(authorities))
                    .build();
        } catch (SSLException e) {
            throw new CommandFailure("TLS cannot be set up: " + e.getMessage());
        }
    }

    private Duration time(String option, String given) {
        Matcher parts = TIME.matcher(given);
        if (!parts.matches()) {
            throw misuse(option + " is " + given + ": give seconds, or a number with s, m or h, such as 90 or 5m");
        }
        return Duration.ofSeconds(
                Long.parseLong(parts.group(1)) * Map.of("m", 60, "h", 3_600).getOrDefault(parts.group(2), 1));
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return spec;
    }

    private ParameterException misuse(String message) {
        return new ParameterException(command().commandLine(), message);
    }
}
