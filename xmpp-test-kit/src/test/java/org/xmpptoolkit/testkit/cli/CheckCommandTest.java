package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.ClosedPort;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;

class CheckCommandTest {
    /** What answers does so sooner, be the machine as busy as it may. */
    private static final String PATIENCE = "20";

    private final Path folder;

    CheckCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void findsNothingWrongWithTheEmbeddedEndpoint() {
        Run run = Run.of("", "check", "--patience", PATIENCE);
        assertEquals(0, run.code(), run.out() + run.err());
        for (String rule : List.of("R-046", "R-060", "R-433", "R-475", "R-332")) {
            assertTrue(
                    run.out().lines().anyMatch(line -> line.startsWith(rule + " ") && line.contains(" passed ")), rule);
        }
        assertTrue(run.out().contains(" 0 failed, 0 warning, "), run.out());
        assertTrue(run.out().endsWith("seed 0\n"), run.out());
    }

    @Test
    void playsTheCasesThatAreAskedForOnly() {
        Run run = Run.of("", "check", "--patience", PATIENCE, "--rules", "R-046,XEP-0114");
        assertEquals(0, run.code(), run.out() + run.err());
        assertTrue(run.out().lines().anyMatch(line -> line.startsWith("R-046 ")), run.out());
        assertTrue(run.out().lines().anyMatch(line -> line.startsWith("R-433 ")), run.out());
        assertFalse(run.out().contains("R-060"), run.out());
    }

    @Test
    void judgesALiveServerWithoutAnAccount() throws IOException {
        try (EmbeddedEndpoint endpoint = endpoint()) {
            Run run = live(endpoint.port(), authority(endpoint), "--rules", "4.7");
            assertEquals(0, run.code(), run.out() + run.err());
            assertTrue(run.out().contains(" 0 failed, "), run.out());
        }
    }

    @Test
    void writesReportsAndABaseline() throws IOException {
        Path report = folder.resolve("report");
        Path baseline = folder.resolve("known");
        Run run = Run.of(
                "",
                "check",
                "--rules",
                "R-046",
                "--report",
                report.toString(),
                "--write-baseline",
                baseline.toString());
        assertEquals(0, run.code(), run.out() + run.err());
        for (String file : List.of("report.html", "report.json", "junit.xml")) {
            assertTrue(Files.readString(report.resolve(file)).contains("R-046"), file);
        }
        assertTrue(Files.readString(report.resolve("report.json"))
                .contains("xmpp check --tries 3 --seed 0 --rules R-046"));
        assertEquals(
                0,
                Run.of("", "check", "--rules", "R-046", "--baseline", baseline.toString())
                        .code());
    }

    @Test
    void refusesABaselineWithAnUnknownEntry() throws IOException {
        Path baseline = Files.writeString(folder.resolve("known"), "R-046\nR-9999\n");
        Run run = Run.of("", "check", "--rules", "R-046", "--baseline", baseline.toString());
        assertEquals(2, run.code());
        assertTrue(run.err().contains("line 2"), run.err());
    }

    @Test
    void provesItsCasesOnMutants() {
        Run run = Run.of("", "check", "--self-test", "--rules", "R-046,R-433");
        assertEquals(0, run.code(), run.out() + run.err());
        assertTrue(run.out().contains("2 of 2 mutants killed"), run.out());
    }

    @Test
    void cannotBeCarriedOutWhereNobodyAnswers() throws IOException {
        try (ClosedPort port = new ClosedPort();
                EmbeddedEndpoint endpoint = endpoint()) {
            Run run = live(port.number(), authority(endpoint));
            assertEquals(2, run.code());
            assertEquals(1, run.err().lines().count(), run.err());
            assertTrue(run.err().contains("check the port"), run.err());
        }
    }

    @Test
    void cannotBeCarriedOutWithAWrongPassword() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong"), "r0m31\n");
        try (EmbeddedEndpoint endpoint = endpoint()) {
            Run run = live(
                    endpoint.port(),
                    authority(endpoint),
                    "--rules",
                    "4.7",
                    "--user",
                    "juliet",
                    "--password-file",
                    wrong.toString());
            assertEquals(2, run.code(), run.out() + run.err());
            assertTrue(run.err().contains("juliet") && run.err().contains("not-authorized"), run.err());
        }
    }

    @Test
    void cannotBeCarriedOutWithAWrongSecret() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong"), "another\n");
        try (EmbeddedEndpoint endpoint = EmbeddedEndpoint.builder()
                .components(new InetSocketAddress("127.0.0.1", 0))
                .component(Jid.ofDomain("component.localhost"), "s3cr3t".toCharArray())
                .build()
                .start()) {
            Run run = Run.of(
                    "",
                    "check",
                    "--component",
                    "127.0.0.1:" + endpoint.componentPort(),
                    "--domain",
                    "component.localhost",
                    "--secret-file",
                    wrong.toString());
            assertEquals(2, run.code(), run.out() + run.err());
            assertTrue(run.err().contains("--secret-file"), run.err());
        }
    }

    /** R-143 is kept or not where its case does not provoke anything. */
    @Test
    void whatIsMerelySeenIsJudgedToo() {
        Run run = Run.of("", "check", "--patience", PATIENCE, "--rules", "R-143");
        assertEquals(0, run.code(), run.out() + run.err());
        assertTrue(run.out().contains("seen, not provoked"), run.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check --server localhost:5222",
                "check --server localhost --domain localhost",
                "check --server localhost:5222 --domain a@b",
                "check --domain localhost",
                "check --server localhost:1 --s2s localhost:2 --domain localhost",
                "check --component localhost:1 --domain localhost",
                "check --websocket http://localhost/ --domain localhost",
                "check --websocket ws:nowhere --domain localhost",
                "check --websocket ws://localhost/#part --domain localhost",
                "check --server localhost:1 --domain localhost --client",
                "check --ca file",
                "check --tries 0",
                "check --rules R-9999",
                "serve --port 65536",
                "serve --tls maybe",
                "serve --account juliet",
                "serve --account @:x",
                "serve --domain a/b",
            })
    void answersABadOptionWithAUsageLine(String line) {
        Run run = Run.of("", line.split(" ", -1));
        assertEquals(2, run.code(), run.err());
        assertTrue(run.err().contains("usage: xmpp "), run.err());
    }

    private static EmbeddedEndpoint endpoint() throws IOException {
        return EmbeddedEndpoint.builder()
                .account("juliet", "r0m30".toCharArray())
                .build()
                .start();
    }

    private Path authority(EmbeddedEndpoint endpoint) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "ca", ".pem"), endpoint.authorityPem());
    }

    private static Run live(int port, Path authority, String... more) {
        List<String> line = new ArrayList<>(List.of("check", "--server", "127.0.0.1:" + port, "--domain", "localhost"));
        line.addAll(List.of("--patience", PATIENCE, "--ca", authority.toString()));
        line.addAll(List.of(more));
        return Run.of("", line.toArray(String[]::new));
    }
}
