package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidParseException;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;
import org.xmpptoolkit.testkit.endpoint.EndpointBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Mixin
    private ClientOptions clients = new ClientOptions();

    @Mixin
    private ComponentOptions components = new ComponentOptions();

    @Mixin
    private FederationOptions servers = new FederationOptions();

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
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        ListenOptions listen = new ListenOptions(spec.commandLine(), bind);
        EndpointBuilder builder = EmbeddedEndpoint.builder().tlsPolicy(tls.policy);
        for (ServiceOptions service : List.of(clients, components, servers)) {
            service.addTo(builder, listen);
        }
        List<Jid> served = new ArrayList<>();
        for (String domain : domains.isEmpty() ? List.of("localhost") : domains) {
            try {
                served.add(Jid.ofDomain(domain));
            } catch (JidParseException e) {
                throw listen.misuse("--domain " + domain + ": " + e.getMessage());
            }
        }
        served.forEach(builder::domain);
        components.check(served, listen);
        for (String account : accounts) {
            int colon = account.indexOf(':');
            if (colon < 1) {
                throw listen.misuse("--account needs user:password");
            }
            builder.account(
                    account.substring(0, colon), account.substring(colon + 1).toCharArray());
        }
        EmbeddedEndpoint endpoint;
        try {
            endpoint = builder.build();
        } catch (IllegalArgumentException e) {
            throw listen.misuse("--account: " + e.getMessage());
        }
        try {
            return endpoint.start();
        } catch (IOException e) {
            throw new CommandFailure(
                    e.getMessage() + "; choose another with --port, the like option of its service, or --bind");
        }
    }

    /**
     * Writes the file for clients, then says that all is ready.
     *
     * @throws CommandFailure if the file cannot be written, or nobody reads the line
     */
    void announce(EmbeddedEndpoint endpoint) {
        if (env != null) {
            try {
                new EnvFile(bind, accounts).write(endpoint, env.toAbsolutePath());
            } catch (IOException e) {
                throw new CommandFailure("--env " + env + " cannot be written: " + WholeFile.cause(e)
                        + "; name a file in a folder that exists and may be written to");
            }
        }
        PrintWriter out = streams.out();
        String ports = endpoint.ports().stream()
                .map(port -> port.label() + " " + port.port())
                .collect(Collectors.joining(", "));
        out.println("ready: " + bind + " " + ports + ", serving " + EnvFile.served(endpoint) + ", TLS " + tls);
        streams.flush();
    }
}
