package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.xmpptoolkit.testkit.cases.CheckCases;
import org.xmpptoolkit.testkit.check.CheckException;
import org.xmpptoolkit.testkit.mutant.Kill;
import org.xmpptoolkit.testkit.mutant.SelfTest;

/** Prints the kill table: what each case made of its mutant. */
final class CheckSelfTest {
    private final Streams streams;
    private final CheckOptions options;

    CheckSelfTest(Streams streams, CheckOptions options) {
        this.streams = streams;
        this.options = options;
    }

    /** The exit code: 0 if every case killed its mutant. */
    int run() throws IOException, CheckException {
        SelfTest test = new SelfTest(this::row);
        row("case", "mutant", "on its mutant", "on the sound one");
        List<Kill> kills = new ArrayList<>();
        int servers = 0;
        kills.addAll(test.servers(options.chosen(CheckCases.servers())));
        kills.addAll(test.webSockets(options.chosen(CheckCases.webSockets())));
        kills.addAll(test.components(options.chosen(CheckCases.components())));
        kills.addAll(test.federation(options.chosen(CheckCases.federation())));
        servers = rules(kills);
        List<Kill> clients = test.clients(options.chosen(CheckCases.clients()));
        kills.addAll(clients);
        long killed = kills.stream().filter(Kill::isKilled).count();
        streams.out()
                .printf(
                        "%n%d of %d mutants killed; rules judged by that: %d about servers, %d about clients%n",
                        killed, kills.size(), servers, rules(clients));
        streams.flush();
        return killed == kills.size() ? 0 : 1;
    }

    private static int rules(List<Kill> kills) {
        TreeSet<String> rules = new TreeSet<>();
        kills.stream()
                .filter(Kill::isKilled)
                .forEach(kill -> rules.add(kill.onMutant().rule().id()));
        return rules.size();
    }

    private void row(Kill kill) {
        row(
                kill.onMutant().id(),
                kill.isKilled() ? "killed" : "SURVIVED",
                kill.onMutant().verdict().label() + ": "
                        + kill.onMutant().judgement().seen(),
                kill.onSound().verdict().label() + ": "
                        + kill.onSound().judgement().seen());
    }

    private void row(String id, String killed, String onMutant, String onSound) {
        Terminal terminal = Terminal.detect();
        streams.out()
                .printf(
                        "%-20s %-8s %-60s %s%n",
                        id,
                        killed,
                        Terminal.cut(terminal.line(onMutant), 60),
                        Terminal.cut(terminal.line(onSound), 60));
        streams.flush();
    }
}
