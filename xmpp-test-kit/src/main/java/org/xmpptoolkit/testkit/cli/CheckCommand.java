package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.testkit.cases.CheckCases;
import org.xmpptoolkit.testkit.check.CheckException;
import org.xmpptoolkit.testkit.check.ClientSubject;
import org.xmpptoolkit.testkit.report.Baseline;
import org.xmpptoolkit.testkit.report.BaselineOutcome;
import org.xmpptoolkit.testkit.report.ReportWriter;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.CheckReport;
import org.xmpptoolkit.testkit.result.Verdict;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code xmpp check}: judges a server or a client, rule by rule. */
@Command(
        name = "check",
        description = {
            "Judges a server or a client rule by rule, and prints a table.",
            "Without --server and the like it starts the embedded endpoint on free loopback ports, and judges that.",
            "Exit code 0 if no rule failed, 1 if one did, 2 if the check could not be carried out."
        })
final class CheckCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(exclusive = false)
    private @Nullable CheckedServer server;

    @ArgGroup(exclusive = false)
    private @Nullable CheckedClient client;

    @Mixin
    private CheckOptions options = new CheckOptions();

    @Option(
            names = "--self-test",
            description = {
                "Judges the checker instead: plays each case on a subject with that very rule broken, where it has to fail, and"
                        + " on the sound one, where it has to pass."
            })
    private boolean selfTest;

    CheckCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        CommandLine command = spec.commandLine();
        if (server != null && client != null) {
            throw new ParameterException(command, "--client judges a client: give no options of servers with it");
        }
        options.validate(command);
        try {
            if (selfTest) {
                return new CheckSelfTest(streams, options).run();
            }
            try (CheckRun run = run(command)) {
                return check(run, command);
            }
        } catch (CheckException | CommandFailure e) {
            return notCarriedOut(e);
        } catch (IOException e) {
            return notCarriedOut(e);
        }
    }

    private int notCarriedOut(Exception e) {
        streams.out().flush();
        streams.err().println("xmpp check: " + e.getMessage());
        streams.flush();
        return 2;
    }

    private CheckRun run(CommandLine command) throws CheckException, IOException {
        if (client != null) {
            ClientSubject subject = new ClientSubject(client.target(command, options.patience()));
            streams.err().println(client.waiting(subject.port(), subject.authority()));
            streams.err().flush();
            return CheckRun.of(new CheckWay<>(subject, CheckCases.clients()), subject);
        }
        return server != null ? server.run(command, options.patience()) : CheckedEndpoint.run(options.patience());
    }

    private int check(CheckRun run, CommandLine command) throws CheckException, IOException {
        if (run.chosen(options) == 0) {
            throw new ParameterException(command, options.asked() + ": there is no case for that");
        }
        Baseline baseline = baseline(run.ids(), command);
        Terminal terminal = Terminal.detect();
        CheckProgress progress = new CheckProgress(streams, terminal, baseline);
        Instant begun = Instant.now();
        CheckReport report;
        try {
            report = run.run(options, progress);
        } finally {
            progress.ended();
        }
        BaselineOutcome outcome = baseline.apply(report);
        Function<CaseResult, String> repeats =
                new RepeatingCommand(command.getParseResult().originalArgs(), report)::of;
        streams.out().print(CheckSummary.of(outcome, repeats, terminal));
        if (options.report().isPresent()) {
            new ReportWriter(repeats, begun).write(outcome, options.report().get());
        }
        if (options.newBaseline().isPresent()) {
            baseline.updatedBy(report).write(options.newBaseline().get());
        }
        streams.flush();
        if (report.results().stream().allMatch(result -> result.verdict() == Verdict.SKIPPED)) {
            throw new CheckException("nothing could be judged: "
                    + report.results().get(0).judgement().seen());
        }
        return outcome.failures().isEmpty() ? 0 : 1;
    }

    private Baseline baseline(List<String> ids, CommandLine command) throws IOException {
        if (options.baseline().isEmpty()) {
            return Baseline.none();
        }
        try {
            return Baseline.read(options.baseline().get(), ids);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--baseline: " + e.getMessage());
        }
    }
}
