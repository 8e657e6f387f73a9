package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.testkit.StreamRules;

class ServerCheckTest {
    private static final List<StreamFeature.Receiving> ALL =
            List.of(new StartTls(), Sasl.server(), ResourceBinding.server());
    private final Report report = new Report(StreamRules.load(), finding -> {});

    @Test
    void failsAServerThatOffersNoBinding() throws Exception {
        try (LimitedServer server = new LimitedServer(List.of(new StartTls(), Sasl.server()))) {
            new ServerCheck(login(server, "romeo").build(), report).run();
            assertEquals(Optional.of(Verdict.FAILED), report.verdict("R-211"));
            assertEquals(Optional.of(Verdict.FAILED), report.verdict("R-216"));
            for (String rule : StanzaRulesCheck.RULES) {
                assertEquals(Optional.of(Verdict.SKIPPED), report.verdict(rule), rule);
            }
            assertEquals(Optional.of(Verdict.PASSED), report.verdict("R-036"));
            assertEquals(Optional.of(Verdict.PASSED), report.verdict("R-313"));
        }
    }

    @Test
    void closesTheFirstSessionWhenTheSecondCannotLogIn() throws Exception {
        try (LimitedServer server = new LimitedServer(ALL)) {
            ServerCheck check = new ServerCheck(login(server, "wrong").build(), report);
            assertThrows(CheckException.class, check::run);
            assertEquals(Optional.of(Verdict.PASSED), report.verdict("R-216"));
            assertEquals(0, server.connectionsLeft());
        }
    }

    @Test
    void closesBothSessionsWhenARuleThrows() throws Exception {
        try (LimitedServer server = new LimitedServer(ALL)) {
            Report broken = new Report(StreamRules.load(), finding -> {
                if (finding.rule().equals("R-299")) {
                    throw new IllegalStateException("broken");
                }
            });
            ServerCheck check = new ServerCheck(login(server, "romeo").build(), broken);
            assertThrows(IllegalStateException.class, check::run);
            assertEquals(0, server.connectionsLeft());
        }
    }

    private static Target.Builder login(LimitedServer server, String secondPassword) {
        return server.target().first("juliet", "juliet".toCharArray()).second("romeo", secondPassword.toCharArray());
    }
}
