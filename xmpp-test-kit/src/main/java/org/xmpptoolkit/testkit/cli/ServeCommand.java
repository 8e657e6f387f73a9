package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidParseException;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.testkit.endpoint.ClientCertificate;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code xmpp serve}: the embedded endpoint in the foreground. */
@Command(
        name = "serve",
        description = {
            "Runs the embedded endpoint until it is interrupted, and prints one line when it is ready.",
            "It listens on the loopback address, and makes its certificate on the spot; --env tells clients where to find what."
        })
final class ServeCommand implements Callable<Integer> {
    enum Tls {
        required(TlsPolicy.REQUIRED),
        optional(TlsPolicy.WHEN_OFFERED),
        off(TlsPolicy.NONE);

        private final TlsPolicy policy;

        Tls(TlsPolicy policy) {
            this.policy = policy;
        }
    }

    private final Streams streams;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--port", paramLabel = "P", description = "The port; 0 takes a free one. 5222 if not given.")
    private int port = 5222;

    @Option(
            names = "--direct-tls-port",
            paramLabel = "P",
            description = "The port for direct TLS; a free one if not given.")
    private int directTlsPort;

    @Option(
            names = "--external-port",
            paramLabel = "P",
            description = "The port that asks clients for certificates, for SASL EXTERNAL; a free one if not given.")
    private int externalPort;

    @Option(names = "--anonymous", description = "Lets people in without an account, by SASL ANONYMOUS.")
    private boolean anonymous;

    @Option(
            names = "--channel-binding",
            description = "Offers the SCRAM mechanisms that bind the channel too; not all clients bear that.")
    private boolean channelBinding;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "The address to listen at; 127.0.0.1 if not given.")
    private String bind = "127.0.0.1";

    @Option(names = "--domain", paramLabel = "D", description = "A domain to serve; localhost if none is given.")
    private List<String> domains = new ArrayList<>();

    @Option(
            names = "--account",
            paramLabel = "user:password",
            description =
                    "An account, in every domain. Others on this machine can read the command line: for tests only.")
    private List<String> accounts = new ArrayList<>();

    @Option(
            names = "--tls",
            paramLabel = "required|optional|off",
            description = "What to ask of TLS; required if not given.")
    private Tls tls = Tls.required;

    @Option(
            names = "--env",
            paramLabel = "FILE",
            description = {
                "Where to write host, ports, domain and the file of the CA as shell variables; beside it, with its name, come the"
                        + " files of the CA and, for the first account, of a client certificate."
            })
    private @Nullable Path env;

    ServeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        EmbeddedEndpoint endpoint = endpoint();
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            endpoint.close();
            stopped.countDown();
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            announce(endpoint);
        } catch (CommandFailure e) {
            Runtime.getRuntime().removeShutdownHook(hook);
            endpoint.close();
            throw e;
        }
        stopped.await();
        return 0;
    }

    /** The endpoint that the options ask for, listening. */
    EmbeddedEndpoint endpoint() {
        EmbeddedEndpoint.Builder builder = EmbeddedEndpoint.builder()
                .address(address("--port", port))
                .directTls(address("--direct-tls-port", directTlsPort))
                .external(address("--external-port", externalPort))
                .tlsPolicy(tls.policy);
        if (anonymous) {
            builder.anonymous();
        }
        if (channelBinding) {
            builder.channelBinding();
        }
        for (String domain : domains) {
            try {
                builder.domain(Jid.ofDomain(domain));
            } catch (JidParseException e) {
                throw misuse("--domain " + domain + ": " + e.getMessage());
            }
        }
        for (String account : accounts) {
            int colon = account.indexOf(':');
            if (colon < 1) {
                throw misuse("--account needs user:password");
            }
            builder.account(
                    account.substring(0, colon), account.substring(colon + 1).toCharArray());
        }
        EmbeddedEndpoint endpoint;
        try {
            endpoint = builder.build();
        } catch (IllegalArgumentException e) {
            throw misuse("--account: " + e.getMessage());
        }
        try {
            return endpoint.start();
        } catch (IOException e) {
            throw new CommandFailure(
                    e.getMessage() + "; choose another with --port, --direct-tls-port, --external-port or --bind");
        }
    }

    private InetSocketAddress address(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw misuse(option + " is 0 to 65535");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(bind), port);
        } catch (UnknownHostException e) {
            throw misuse("--bind " + bind + " is no address of this machine");
        }
    }

    private ParameterException misuse(String message) {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return new ParameterException(spec.commandLine(), message);
    }

    /**
     * Writes the file for clients, then says that all is ready.
     *
     * @throws CommandFailure if the file cannot be written, or nobody reads the line
     */
    void announce(EmbeddedEndpoint endpoint) {
        String served = endpoint.domains().stream().map(Jid::toString).collect(Collectors.joining(" "));
        if (env != null) {
            try {
                writeEnv(endpoint, env.toAbsolutePath(), served);
            } catch (IOException e) {
                throw new CommandFailure("--env " + env + " cannot be written: " + WholeFile.cause(e)
                        + "; name a file in a folder that exists and may be written to");
            }
        }
        PrintWriter out = streams.out();
        out.println("ready: " + bind + " port " + endpoint.port() + ", direct TLS " + endpoint.directTlsPort()
                + ", client certificates " + endpoint.externalPort() + ", serving " + served + ", TLS " + tls);
        streams.flush();
    }

    private void writeEnv(EmbeddedEndpoint endpoint, Path file, String served) throws IOException {
        Path authority = beside(file, ".ca.pem");
        WholeFile.forAll(authority, endpoint.authorityPem());
        StringBuilder text = new StringBuilder();
        variable(text, "HOST", bind);
        variable(text, "C2S_PORT", Integer.toString(endpoint.port()));
        variable(text, "C2S_DIRECT_TLS_PORT", Integer.toString(endpoint.directTlsPort()));
        variable(text, "C2S_EXTERNAL_PORT", Integer.toString(endpoint.externalPort()));
        variable(text, "DOMAIN", endpoint.domains().get(0).toString());
        variable(text, "DOMAINS", served);
        variable(text, "EXTERNAL_DOMAIN", endpoint.domains().get(0).toString());
        variable(text, "CA_FILE", authority.toString());
        if (!accounts.isEmpty()) {
            String account = accounts.get(0);
            variable(text, "USER_NAME", account.substring(0, account.indexOf(':')));
            variable(text, "PASSWORD", account.substring(account.indexOf(':') + 1));
        }
        Optional<ClientCertificate> client = endpoint.clientCertificate();
        if (client.isEmpty()) {
            WholeFile.forOwner(file, text);
            return;
        }
        Path certificate = beside(file, ".client.pem");
        Path key = beside(file, ".client.key");
        variable(text, "CLIENT_CERT", certificate.toString());
        variable(text, "CLIENT_KEY", key.toString());
        WholeFile.forOwner(certificate, client.get().chainPem());
        WholeFile.forOwner(key, client.get().keyPem());
        try {
            WholeFile.forOwner(file, text);
        } catch (IOException e) {
            Files.delete(key); // nobody would know of it
            throw e;
        }
    }

    private static Path beside(Path file, String ending) throws IOException {
        return file.resolveSibling(WholeFile.name(file) + ending);
    }

    private static void variable(StringBuilder text, String name, String value) {
        text.append(name).append("='").append(value.replace("'", "'\\''")).append("'\n");
    }
}
