package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.testkit.ClosedPort;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;

class LoadCommandTest {
    private final Path folder;
    private final EmbeddedEndpoint endpoint = EmbeddedEndpoint.builder()
            .account("user1", "secret".toCharArray())
            .account("user2", "secret".toCharArray())
            .account("user3", "secret".toCharArray())
            .build();

    LoadCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() throws IOException {
        endpoint.start();
        Files.writeString(folder.resolve("password"), "secret\n");
        Files.writeString(folder.resolve("wrong"), "guess\n");
        Files.writeString(folder.resolve("accounts"), "user1:secret\n\nuser2:secret\nuser3:secret\n");
        Files.writeString(folder.resolve("broken"), "user1:secret\nuser2\n");
        Files.writeString(folder.resolve("ca"), endpoint.authorityPem());
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    /** Runs the command; a word with @ is a file of the test. */
    private Run load(int port, String line) {
        List<String> words = new ArrayList<>(
                List.of("load", "--server", "127.0.0.1:" + port, "--domain", "localhost", "--rate", "50"));
        for (String word : line.split(" ", -1)) {
            words.add(word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word);
        }
        return Run.of("", words.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--clients 3 --user-pattern user%d --password-file @password",
                "--clients 4 --user user1 --password-file @password",
                "--clients 5 --account-file @accounts --mechanism PLAIN"
            })
    void tellsWhatArrivedAndAfterHowLong(String accounts) throws IOException {
        Run run = load(endpoint.port(), "--ca @ca --duration 1 --json @json " + accounts);
        assertEquals(0, run.code(), run.out() + run.err());
        assertTrue(
                Pattern.compile("messages  50 sent in .*; 50 received, 0 lost, 0 duplicates\n")
                        .matcher(run.out())
                        .find(),
                run.out());
        assertTrue(
                Pattern.compile("\n          max +[0-9.]+ ms\n")
                        .matcher(run.out())
                        .find(),
                run.out());
        String json = Files.readString(folder.resolve("json"));
        assertTrue(json.contains("\"received\": 50,"), json);
    }

    private static void assertFails(String message, Run run) {
        assertEquals(1, run.code(), run.err());
        assertEquals("", run.out());
        String last = run.err().lines().reduce((before, line) -> line).orElse("");
        assertTrue(Pattern.matches("xmpp load: " + message, last), run.err());
    }

    @Test
    void tellsOfAWrongPassword() {
        assertFails(
                "no client could log in: authentication failed: not-authorized; see whether the accounts exist,"
                        + " and check the password",
                load(endpoint.port(), "--ca @ca --duration 1 --clients 3 --user user1 --password-file @wrong"));
    }

    @Test
    void tellsOfACertificateThatIsNotTrusted() {
        assertFails(
                "no client could log in: .* not trusted.*; name the file of its authority with --ca",
                load(endpoint.port(), "--duration 1 --clients 3 --user user1 --password-file @password"));
    }

    @Test
    void tellsThatNobodyListens() throws IOException {
        try (ClosedPort port = new ClosedPort()) {
            assertFails(
                    "no client could log in: the connection was refused.*; see whether the server runs, and check --server",
                    load(port.number(), "--duration 1 --clients 3 --user user1 --password-file @password"));
        }
    }

    @Test
    void goesOnWithoutThoseWhoCannotLogInAndSaysSo() {
        Run run = load(
                endpoint.port(), "--ca @ca --duration 1 --clients 5 --user-pattern user%d --password-file @password");
        assertEquals(1, run.code());
        assertTrue(run.out().startsWith("clients   3 of 5 logged in"), run.out());
        assertTrue(run.out().contains("\nrefused   2: authentication failed: not-authorized\n"), run.out());
        assertTrue(run.out().contains("; 50 received, 0 lost"), run.out());
        assertTrue(run.err().contains("xmpp load: 2 of 5 clients could not log in; see whether"), run.err());
    }

    @Test
    void tellsWhichLineIsNoAccount() {
        assertFails(
                "--account-file .*broken, line 2: it is not user:password",
                load(endpoint.port(), "--ca @ca --duration 1 --clients 3 --account-file @broken"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--clients 3 --duration 1",
                "--clients 1 --duration 1 --user user1 --password-file @password",
                "--clients 3 --duration 1x --user user1 --password-file @password",
                "--clients 3 --duration 0 --user user1 --password-file @password",
                "--clients 3 --duration 1 --user user1",
                "--clients 3 --duration 1 --user user1 --account-file @accounts",
                "--clients 3 --duration 1 --account-file @accounts --password-file @password",
                "--clients 3 --duration 1 --user-pattern user --password-file @password",
                "--clients 3 --duration 1 --user user1 --password-file @password --mechanism NONE",
                "--clients 3 --duration 1 --user user1 --password-file @password --server localhost"
            })
    void refusesACommandLineThatSaysTooLittleOrWhatCannotBe(String line) {
        Run run = load(endpoint.port(), line);
        assertEquals(2, run.code(), run.err());
        assertEquals("", run.out());
    }
}
