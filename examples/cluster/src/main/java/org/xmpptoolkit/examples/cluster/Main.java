package org.xmpptoolkit.examples.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code examples/run cluster}: one node, until it is interrupted. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs one node of a server for a domain, until it is interrupted. Run several, on one machine or more.")
public final class Main implements Callable<Integer> {
    /** Hazelcast's loggers, held so that their levels stay: why it does not start is told in one line. */
    private static final Logger HAZELCAST = Logger.getLogger("com.hazelcast");

    private static final Logger HAZELCAST_START = Logger.getLogger("com.hazelcast.instance");

    private final PrintWriter out;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--domain", paramLabel = "D", required = true, description = "The domain of all nodes.")
    private @Nullable String domain;

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            required = true,
            description = "Who may log in, a line user:password each; the same on all nodes.")
    private @Nullable Path accounts;

    @Option(names = "--port", paramLabel = "P", description = "For clients; 5222 if not given, 0 for a free one.")
    private int port = 5222;

    @Option(
            names = "--listen",
            paramLabel = "HOST",
            description = "The address for clients; loopback if not given, and any other with --cert only.")
    private String listen = "127.0.0.1";

    @Option(
            names = {"--cert"},
            paramLabel = "FILE",
            description = "The certificate chain (PEM). Without one there is no TLS.")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "Its private key (PEM, PKCS #8).")
    private @Nullable Path key;

    @Option(
            names = "--cluster-port",
            paramLabel = "P",
            description = "For other nodes; 5701 if not given, 0 for a free one.")
    private int clusterPort = 5701;

    @Option(
            names = "--cluster-listen",
            paramLabel = "HOST",
            description = {
                "The address for other nodes; loopback if not given.",
                "Who reaches it is believed, in clear: use one of a network of your own."
            })
    private String clusterListen = "127.0.0.1";

    @Option(
            names = "--join",
            paramLabel = "HOST:PORT",
            split = ",",
            description = "The cluster addresses of all nodes, or of some; one's own may be among them.")
    private List<String> join = List.of();

    @Option(names = "--cluster-name", paramLabel = "N", description = "Keeps clusters apart; xmpp if not given.")
    private String clusterName = "xmpp";

    private Main(PrintWriter out) {
        this.out = out;
    }

    /** Runs the example. */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs the example; gives its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        HAZELCAST.setLevel(Level.SEVERE);
        HAZELCAST_START.setLevel(Level.OFF);
        return new CommandLine(new Main(out))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, arguments) -> {
                    err.println("cluster: " + e.getMessage() + "; --help tells the options");
                    return 2;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    err.println("cluster: " + words(e));
                    return 1;
                })
                .execute(args);
    }

    /** What is wrong, and how to mend it. */
    private static String words(Exception failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HazelcastException) {
            return "the node cannot join: " + cause.getMessage() + "; is --cluster-port in use?";
        }
        return cause instanceof IOException ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    @Override
    public Integer call() throws Exception {
        InetSocketAddress address = new InetSocketAddress(listen, port);
        Optional<SslContext> tls = tls();
        if (tls.isEmpty() && (address.isUnresolved() || !address.getAddress().isLoopbackAddress())) {
            throw usage("without a certificate it listens on loopback only: give --cert and --key");
        }
        Jid served = domain();
        Config config = Grid.config(clusterName, clusterListen, clusterPort, join);
        try (Node node = Node.start(served, accounts(served), address, tls, config)) {
            CountDownLatch interrupted = new CountDownLatch(1);
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                interrupted.countDown();
                awaitEnd(main);
            }));
            out.println("ready: clients at " + listen + ":" + node.port() + ", nodes at " + node.clusterAddress()
                    + ", nodes in the cluster: " + node.nodes());
            interrupted.await();
        }
        return 0;
    }

    /** The process ends when the node has left. */
    private static void awaitEnd(Thread main) {
        try {
            main.join(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private Jid domain() {
        Optional<Jid> parsed = Jid.tryParse(String.valueOf(domain)).toOptional().filter(Jid::isDomain);
        return parsed.orElseThrow(() -> usage("--domain " + domain + " is no domain"));
    }

    private Accounts accounts(Jid served) throws IOException {
        Path file = Objects.requireNonNull(accounts);
        try {
            return Accounts.read(served, file);
        } catch (IOException failure) {
            throw new IOException(
                    "the accounts cannot be read from " + file + ": " + failure.getMessage() + "; check --accounts",
                    failure);
        }
    }

    private Optional<SslContext> tls() throws IOException {
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw usage("give --cert and --key, or neither");
        }
        try {
            return Optional.of(SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .build());
        } catch (IllegalArgumentException | SSLException failure) {
            throw new IOException(
                    "no certificate and key in " + certificate + " and " + key + ": " + failure.getMessage()
                            + "; both are PEM, the key PKCS #8 without password",
                    failure);
        }
    }
}
