package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;

class CheckCommandTest {
    private final Path folder;

    CheckCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void findsNothingWrongWithTheEmbeddedEndpoint() {
        Run run = Run.of("", "check");
        assertEquals(0, run.code(), run.out() + run.err());
        for (String rule : List.of("R-010", "R-024", "R-137", "R-216", "R-250", "R-288", "R-036", "R-313")) {
            assertTrue(
                    run.out().lines().anyMatch(line -> line.startsWith(rule + " ") && line.contains(" passed ")), rule);
            assertTrue(run.err().lines().anyMatch(line -> line.startsWith(rule + " passed: ")), rule);
        }
        assertTrue(run.out().endsWith(" passed, 0 failed, 0 warning, 0 skipped\n"), run.out());
    }

    @Test
    void judgesALiveServerWithOneAccount() throws IOException {
        try (EmbeddedEndpoint endpoint = endpoint()) {
            Run run = live(endpoint.port(), "juliet", "r0m30", authority(endpoint));
            assertEquals(0, run.code(), run.out() + run.err());
            assertTrue(run.out().endsWith(" passed, 0 failed, 0 warning, 14 skipped\n"), run.out());
        }
    }

    @Test
    void tellsOfAWrongPasswordInOneLine() throws IOException {
        try (EmbeddedEndpoint endpoint = endpoint()) {
            Run run = live(endpoint.port(), "juliet", "wrong", authority(endpoint));
            assertFailedWith(run, "authentication failed: not-authorized; check the user and the password");
        }
    }

    @Test
    void printsWhatWasJudgedBeforeItCouldNotGoOn() throws IOException {
        try (EmbeddedEndpoint endpoint = endpoint()) {
            Path wrong = Files.writeString(folder.resolve("wrong"), "wrong");
            Run run = live(
                    endpoint.port(),
                    "juliet",
                    "r0m30",
                    authority(endpoint),
                    "--user2",
                    "juliet",
                    "--password2-file",
                    wrong.toString());
            assertEquals(1, run.code());
            assertTrue(run.out().lines().anyMatch(line -> line.startsWith("R-216 ")), run.out());
            assertTrue(run.out().endsWith(" passed, 0 failed, 0 warning, 0 skipped\n"), run.out());
            List<String> lines = run.err().lines().toList();
            assertTrue(lines.get(lines.size() - 1).startsWith("xmpp check: cannot log in "), run.err());
        }
    }

    @Test
    void tellsOfACertificateThatIsNotTrusted() throws IOException {
        try (EmbeddedEndpoint endpoint = endpoint();
                EmbeddedEndpoint other = endpoint()) {
            Run run = live(endpoint.port(), "juliet", "r0m30", authority(other));
            assertEquals(1, run.code());
            List<String> lines = run.err().lines().toList();
            assertEquals(2, lines.size(), run.err());
            assertTrue(lines.get(0).startsWith("R-203 failed: "), lines.get(0));
            assertTrue(lines.get(1).contains("--ca"), lines.get(1));
            assertTrue(run.out().endsWith("0 passed, 1 failed, 0 warning, 0 skipped\n"), run.out());
        }
    }

    @Test
    void tellsOfARefusedConnection() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (EmbeddedEndpoint endpoint = endpoint()) {
            assertFailedWith(live(port, "juliet", "r0m30", authority(endpoint)), "refused");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check --server",
                "check --server localhost:5222",
                "check --server localhost --domain localhost --user u --password-file p",
                "check --server localhost:5222 --domain a@b --user u --password-file p",
                "check --ca file",
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

    private Run live(int port, String user, String password, Path authority, String... more) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "password", ""), password + "\n");
        List<String> line = new ArrayList<>(List.of("check", "--server", "127.0.0.1:" + port, "--domain", "localhost"));
        line.addAll(List.of("--user", user, "--password-file", file.toString(), "--ca", authority.toString()));
        line.addAll(List.of(more));
        return Run.of("", line.toArray(String[]::new));
    }

    private static void assertFailedWith(Run run, String cause) {
        assertEquals(1, run.code());
        List<String> lines = run.err().lines().toList();
        assertEquals(1, lines.size(), run.err());
        assertTrue(lines.get(0).contains(cause), lines.get(0));
    }
}
