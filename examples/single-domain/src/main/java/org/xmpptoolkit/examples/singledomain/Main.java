package org.xmpptoolkit.examples.singledomain;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** {@code examples/run single-domain}: serves one domain until it is interrupted. */
@Command(
        name = "single-domain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves one domain until it is interrupted. Its accounts are in memory.")
public final class Main implements Callable<Integer> {
    private static final int DEFAULT_PORT = 5222;
    private static final int MOST_PORT = 65_535;

    private final PrintWriter out;

    @Option(names = "--domain", paramLabel = "D", description = "The domain; localhost if not given.")
    private Jid domain = Jid.ofDomain("localhost");

    @Option(
            names = "--account",
            paramLabel = "USER:PASSWORD",
            required = true,
            description = "An account, for trials: others see the command line. May be given several times.")
    private List<String> accounts = List.of();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Where to listen on the loopback address; 5222 if not given, 0 for a free port.")
    private int port = DEFAULT_PORT;

    @Option(
            names = "--cert",
            paramLabel = "F",
            description = "The certificate (PEM), with those above it; made on the spot if not given.")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "F", description = "Its private key (PEM, PKCS #8).")
    private @Nullable Path key;

    @Option(
            names = "--ca-out",
            paramLabel = "FILE",
            description = "Where to write the authority's certificate of one made on the spot; ca.pem if not given.")
    private Path authority = Path.of("ca.pem");

    private Main(PrintWriter out) {
        this.out = out;
    }

    /** Runs the example. */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs the example; gives its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main(out))
                .registerConverter(Jid.class, text -> {
                    try {
                        return Jid.ofDomain(text);
                    } catch (IllegalArgumentException e) {
                        throw new TypeConversionException(e.getMessage());
                    }
                })
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, arguments) -> {
                    err.println("single-domain: " + e.getMessage() + "; --help tells the options");
                    return 2;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    err.println("single-domain: " + (e instanceof IOException ? e.getMessage() : e));
                    return 1;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > MOST_PORT) {
            throw misuse("--port " + port + " is no port: give one of 0 to " + MOST_PORT);
        }
        Map<String, char[]> passwords = passwords();
        Certificate shown =
                certificate != null && key != null ? Certificate.read(certificate, key) : Certificate.make(domain);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (DomainServer server = start(passwords, shown, address)) {
            Thread hook = new Thread(server::close, "shutdown"); // clients are told, also at an interrupt
            Runtime.getRuntime().addShutdownHook(hook);
            Optional<String> made = shown.authority();
            if (made.isPresent()) {
                write(authority, made.get());
            }
            out.println("ready: " + domain + " at 127.0.0.1 port " + server.port()
                    + (made.isPresent() ? ", authority in " + authority : ""));
            new CountDownLatch(1).await();
        } catch (InterruptedException e) { // who runs this in a thread ends it so
        }
        return 0;
    }

    private static void write(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": give a place for it with --ca-out", e);
        }
    }

    private DomainServer start(Map<String, char[]> passwords, Certificate shown, InetSocketAddress address)
            throws IOException {
        try {
            return DomainServer.start(domain, passwords, shown.context(), address);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + ": end who listens there, or give another --port", e);
        } catch (IllegalArgumentException e) {
            throw misuse("--account: " + e.getMessage());
        }
    }

    private Map<String, char[]> passwords() {
        if ((certificate == null) != (key == null)) {
            throw misuse("--cert and --key go together");
        }
        Map<String, char[]> passwords = new LinkedHashMap<>();
        for (String account : accounts) {
            int colon = account.indexOf(':');
            if (colon < 1) {
                throw misuse("--account needs USER:PASSWORD");
            }
            passwords.put(
                    account.substring(0, colon), account.substring(colon + 1).toCharArray());
        }
        return passwords;
    }

    private ParameterException misuse(String message) {
        return new ParameterException(new CommandLine(this), message);
    }
}
