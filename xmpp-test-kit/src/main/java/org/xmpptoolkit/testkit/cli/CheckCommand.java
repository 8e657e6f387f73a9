package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.testkit.cases.CheckCases;
import org.xmpptoolkit.testkit.check.Account;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.CheckException;
import org.xmpptoolkit.testkit.check.Checker;
import org.xmpptoolkit.testkit.check.ClientSubject;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.ServerSubject;
import org.xmpptoolkit.testkit.check.Stage;
import org.xmpptoolkit.testkit.check.Subject;
import org.xmpptoolkit.testkit.check.Target;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;
import org.xmpptoolkit.testkit.endpoint.EndpointBuilder;
import org.xmpptoolkit.testkit.mutant.Kill;
import org.xmpptoolkit.testkit.mutant.SelfTest;
import org.xmpptoolkit.testkit.result.CheckReport;
import org.xmpptoolkit.testkit.result.Verdict;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xmpp check}: judges a server or a client, rule by rule. */
@Command(
        name = "check",
        description = {
            "Judges a server or a client over TCP and TLS, rule by rule, and prints a table.",
            "Without --server and --client it starts the embedded endpoint on a free loopback port, and judges that.",
            "Exit code 0 if no rule failed, 1 if one did, 2 if the check could not be carried out."
        })
final class CheckCommand implements Callable<Integer> {
    private static final int EMBEDDED_PAIRS = 4;

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
                "Judges the checker instead: plays each case on an endpoint with that very rule broken, where it has to fail,",
                "and on the sound one. With --client those about clients."
            })
    private boolean selfTest;

    CheckCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        try {
            if (selfTest) {
                return selfTest(spec.commandLine());
            }
            if (client != null) {
                try (ClientSubject subject = new ClientSubject(client.target())) {
                    streams.err().println(client.waiting(subject.port()));
                    streams.err().flush();
                    return check(subject, options.chosen(CheckCases.clients(), spec.commandLine()));
                }
            }
            List<CheckCase<ServerStage>> cases = options.chosen(CheckCases.servers(), spec.commandLine());
            return server != null
                    ? check(new ServerSubject(server.target(spec.commandLine(), options.patience())), cases)
                    : embedded(cases);
        } catch (CheckException e) {
            streams.out().flush();
            streams.err().println(spec.qualifiedName() + ": " + e.getMessage());
            streams.flush();
            return 2;
        }
    }

    private int embedded(List<CheckCase<ServerStage>> cases) throws IOException, CheckException {
        EndpointBuilder builder = EmbeddedEndpoint.builder();
        for (int i = 1; i <= EMBEDDED_PAIRS; i++) {
            builder.account("juliet" + i, "r0m30myr0m30".toCharArray())
                    .account("romeo" + i, "j0l13tmyj0l13t".toCharArray());
        }
        try (EmbeddedEndpoint endpoint = builder.build().start()) {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", endpoint.port());
            Target.Builder target = Target.builder(address, endpoint.domains().get(0), endpoint.trust())
                    .patience(options.patience());
            for (int i = 1; i <= EMBEDDED_PAIRS; i++) {
                target.account(new Account("juliet" + i, "r0m30myr0m30".toCharArray()))
                        .account(new Account("romeo" + i, "j0l13tmyj0l13t".toCharArray()));
            }
            return check(new ServerSubject(target.build()), cases);
        }
    }

    private <S extends Stage> int check(Subject<S> subject, List<CheckCase<S>> cases) throws CheckException {
        CheckReport report = new Checker<>(subject, cases)
                .tries(options.tries())
                .seed(options.seed())
                .run();
        report.results().forEach(result -> streams.out()
                .printf(
                        "%-16s %-8s %s%s%n",
                        result.id(),
                        result.verdict().label(),
                        result.judgement().seen(),
                        result.input().map(input -> " [" + input + "]").orElse("")));
        for (Verdict verdict : Verdict.values()) {
            streams.out().print(report.count(verdict) + " " + verdict.label() + "  ");
        }
        streams.out().println("rules judged: " + report.judged().size());
        streams.flush();
        return report.count(Verdict.FAILED) > 0 ? 1 : 0;
    }

    private int selfTest(CommandLine command) throws IOException, CheckException {
        SelfTest test = new SelfTest(kill -> {
            streams.out()
                    .printf(
                            "%-16s %-8s on mutant: %s: %s; on sound: %s: %s%n",
                            kill.onMutant().id(),
                            kill.isKilled() ? "killed" : "SURVIVED",
                            kill.onMutant().verdict().label(),
                            kill.onMutant().judgement().seen(),
                            kill.onSound().verdict().label(),
                            kill.onSound().judgement().seen());
            streams.flush();
        });
        List<Kill> kills = client != null
                ? test.clients(options.chosen(CheckCases.clients(), command))
                : test.servers(options.chosen(CheckCases.servers(), command));
        long killed = kills.stream().filter(Kill::isKilled).count();
        streams.out().println(killed + " of " + kills.size() + " mutants killed");
        streams.flush();
        return killed == kills.size() ? 0 : 1;
    }
}
