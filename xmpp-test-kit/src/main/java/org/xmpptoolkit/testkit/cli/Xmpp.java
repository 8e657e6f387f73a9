package org.xmpptoolkit.testkit.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command {@code xmpp}. Exit code 0 says that all is well, 1 that something failed, 2 that the command line is wrong.
 */
@Command(name = "xmpp", description = "XMPP at the command line.")
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
            code = failed(streams.err(), e);
        }
        System.exit(code);
    }

    /** Runs a command; gives its exit code. */
    static int run(Streams streams, String... args) {
        CommandLine command = new CommandLine(new Xmpp())
                .addSubcommand(new CheckCommand(streams))
                .addSubcommand(new JidCommand(streams))
                .addSubcommand(new ServeCommand(streams))
                .addSubcommand(new StanzaCommand(streams))
                .setOut(streams.out())
                .setErr(streams.err())
                .setExpandAtFiles(false)
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler((e, all) -> misused(streams.err(), e))
                .setExecutionExceptionHandler((e, failing, parsed) -> failed(streams.err(), e));
        addHelp(command);
        int code = command.execute(args);
        if (streams.out().checkError() && code == 0) {
            return failed(streams.err(), Streams.closed());
        }
        return code;
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
        err.println(command.getCommandSpec().qualifiedName() + ": " + oneLine(e));
        err.print("usage: " + command.getHelp().synopsis(0));
        err.flush();
        return 2;
    }

    private static int failed(PrintWriter err, Throwable e) {
        err.println("xmpp: "
                + (e instanceof CommandFailure
                        ? oneLine(e)
                        : "unexpected: " + e.getClass().getName() + ": " + oneLine(e)));
        return 1;
    }

    private static String oneLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
