package org.xmpptoolkit.examples.mailgateway;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code examples/run mail-gateway}: runs the gateway until it is interrupted. */
@Command(
        name = "mail-gateway",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs a gateway between XMPP and mail until it is interrupted: messages to user%%example.org@DOMAIN become mail to"
                    + " user@example.org, and mail into its mailbox becomes messages.",
            "What is wrong is told on stderr, a line each. A server that is down is waited for."
        })
public final class Main implements Callable<Integer> {
    private final PrintWriter err;
    private final CompletableFuture<Void> interrupted;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private GatewayOptions options = new GatewayOptions();

    private Main(PrintWriter err, CompletableFuture<Void> interrupted) {
        this.err = err;
        this.interrupted = interrupted;
    }

    /** Runs the example. */
    public static void main(String[] args) {
        CompletableFuture<Void> interrupted = new CompletableFuture<>();
        CompletableFuture<Void> over = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            interrupted.complete(null);
            over.join();
        }));
        int code = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), interrupted, args);
        over.complete(null);
        if (!interrupted.isDone()) {
            System.exit(code);
        }
    }

    /**
     * Runs the example; gives its exit code.
     *
     * @param interrupted when it is done, the gateway ends
     */
    static int run(PrintWriter out, PrintWriter err, CompletableFuture<Void> interrupted, String... args) {
        return new CommandLine(new Main(err, interrupted))
                .registerConverter(Jid.class, Jid::ofDomain)
                .registerConverter(HostPort.class, HostPort::parse)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, arguments) -> {
                    err.println("mail-gateway: " + e.getMessage() + "; --help tells the options");
                    return 2;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    err.println("mail-gateway: " + (e instanceof IOException ? e.getMessage() : e));
                    return 1;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        GatewayConfig config = options.config(spec.commandLine());
        config.mail().check(config.addresses().mailDomain()).forEach(this::tell);
        try (Gateway gateway = Gateway.start(config, this::tell)) {
            String problem = interrupted
                    .thenApply(none -> "")
                    .applyToEither(gateway.failure(), what -> what)
                    .join();
            if (!problem.isEmpty()) {
                tell(problem);
            }
            tell("stopped; in the outbox wait " + gateway.waiting());
            return problem.isEmpty() ? 0 : 1;
        }
    }

    private void tell(String what) {
        err.println("mail-gateway: " + what);
    }
}
