package org.xmpptoolkit.examples.webclient;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Gives out the page until it is interrupted. */
@Command(name = "web-client", description = "Serves a chat page on this machine; open the address that it prints.")
public final class Main implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--port", paramLabel = "P", description = "Where to listen; 8080 if not given, 0 for a free one.")
    private int port = 8080;

    @Option(
            names = "--websocket",
            paramLabel = "URI",
            description = "The XMPP server's WebSocket; ws://127.0.0.1:5280/xmpp-websocket if not given.")
    private URI webSocket = URI.create("ws://127.0.0.1:5280/xmpp-websocket");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    private Main() {}

    /** Runs it. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler((failure, arguments) -> {
                    PrintWriter err = failure.getCommandLine().getErr();
                    err.println("web-client: " + failure.getMessage() + "; --help tells the options");
                    err.flush();
                    return 2;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("web-client: " + failure.getMessage());
                    return 1;
                });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine command = spec == null ? commandLine() : spec.commandLine();
        PageServer server;
        try {
            server = PageServer.start(port, webSocket);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, e.getMessage());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        command.getOut().println("open " + server.uri() + " (it connects to " + webSocket + ")");
        command.getOut().flush();
        new CountDownLatch(1).await(); // until the process is interrupted
        return 0;
    }
}
