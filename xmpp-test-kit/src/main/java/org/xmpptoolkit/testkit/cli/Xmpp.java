package org.xmpptoolkit.testkit.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command {@code xmpp}. Exit code 0 says that all is well, 1 that something failed, 2 that the command line is wrong.
 */
@Command(
        name = "xmpp",
        description = "XMPP at the command line.",
        footer = "Exit code 0: all is well. 1: something failed, or was refused. 2: the command line is wrong.")
public final class Xmpp {
    private static final int WIDTH = 120;

    private Xmpp() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param args subcommand, options, arguments
     */
    public static void main(String[] args) {
        Streams streams = Streams.of(
                System.in, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
        int code;
        try {
            code = run(streams, args);
        } catch (Throwable e) { // an OutOfMemoryError too is to be one line
            code = failed(streams.err(), "xmpp", e);
        }
        System.exit(code);
    }

    /** Runs a command; gives its exit code. */
    static int run(Streams streams, String... args) {
        int code = command(streams).execute(args);
        if (streams.out().checkError() && code == 0) {
            return failed(streams.err(), "xmpp", Streams.closed());
        }
        return code;
    }

    /** The command with all that is beneath it. */
    static CommandLine command(Streams streams) {
        CommandLine command = new CommandLine(new Xmpp())
                .addSubcommand(new CheckCommand(streams))
                .addSubcommand(new DocsCommand(streams))
                .addSubcommand(new ExplainCommand(streams))
                .addSubcommand(new CommandLine(new JidCommand(streams)).addSubcommand(new JidExplainCommand(streams)))
                .addSubcommand(new LoadCommand(streams))
                .addSubcommand(new LoginCommand(streams))
                .addSubcommand(new ServeCommand(streams))
                .addSubcommand(new StanzaCommand(streams))
                .setOut(streams.out())
                .setErr(streams.err())
                .setExpandAtFiles(false)
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler((e, all) -> misused(streams.err(), e))
                .setExecutionExceptionHandler((e, failing, parsed) ->
                        failed(streams.err(), failing.getCommandSpec().qualifiedName(), e));
        command.getCommandSpec()
                .versionProvider(Xmpp::version)
                .addOption(OptionSpec.builder("--version")
                        .versionHelp(true)
                        .description("Shows the version.")
                        .build());
        addHelp(command);
        return command;
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Shows this help.")
                        .build());
        command.getSubcommands().values().forEach(Xmpp::addHelp);
    }

    private static int misused(PrintWriter err, CommandLine.ParameterException e) {
        CommandLine command = e.getCommandLine();
        err.println(command.getCommandSpec().qualifiedName() + ": " + misuse(e));
        err.print("usage: " + command.getHelp().synopsis(0));
        err.flush();
        return 2;
    }

    /** What is wrong with the command line. What is there and should not be goes before what is missing. */
    private static String misuse(CommandLine.ParameterException e) {
        CommandLine command = e.getCommandLine();
        List<String> unmatched = e instanceof CommandLine.UnmatchedArgumentException surplus
                ? surplus.getUnmatched()
                : e instanceof CommandLine.MissingParameterException ? command.getUnmatchedArguments() : List.of();
        if (unmatched.isEmpty()) {
            return oneLine(e);
        }
        String first = unmatched.get(0);
        if (first.startsWith("-")) {
            return "there is no option " + oneLine(first);
        }
        return switch (command.getCommandName()) {
            case "xmpp" -> "there is no command " + oneLine(first);
            case "jid" -> "'" + oneLine(first) + "' is one too many: addresses come on standard input, one a line";
            case "escape", "unescape" ->
                "'" + oneLine(first) + "' is one too many: names come on standard input, one a line";
            default -> "'" + oneLine(first) + "' is one too many";
        };
    }

    private static String[] version() throws IOException {
        try (InputStream resource = Xmpp.class.getResourceAsStream("version.txt")) {
            if (resource == null) {
                throw new IllegalStateException("version.txt is missing: use the test kit's own jar");
            }
            return new String[] {"xmpp " + new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip()};
        }
    }

    private static int failed(PrintWriter err, String name, Throwable e) {
        err.println(name + ": "
                + (e instanceof CommandFailure
                        ? oneLine(e)
                        : "unexpected: " + e.getClass().getName() + ": " + oneLine(e)));
        return 1;
    }

    private static String oneLine(Throwable e) {
        return oneLine(String.valueOf(e.getMessage()));
    }

    private static String oneLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
