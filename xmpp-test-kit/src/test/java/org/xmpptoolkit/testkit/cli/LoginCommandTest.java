package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import org.xmpptoolkit.testkit.endpoint.ClientCertificate;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;

class LoginCommandTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Path folder;
    private final EmbeddedEndpoint endpoint = EmbeddedEndpoint.builder()
            .account("juliet", "secret".toCharArray())
            .directTls(FREE)
            .external(FREE)
            .webSocket(FREE)
            .anonymous()
            .build();

    LoginCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() throws IOException {
        endpoint.start();
        Files.writeString(folder.resolve("password"), "secret\n");
        Files.writeString(folder.resolve("wrong"), "guess\n");
        Files.writeString(folder.resolve("ca"), endpoint.authorityPem());
        ClientCertificate certificate = endpoint.clientCertificate().orElseThrow();
        Files.writeString(folder.resolve("cert"), certificate.chainPem());
        Files.writeString(folder.resolve("key"), certificate.keyPem());
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    /** Runs the command; a word with @ is a file of the test. */
    private Run login(int port, String line) {
        List<String> words =
                new ArrayList<>(List.of("login", "--server", "127.0.0.1:" + port, "--domain", "localhost"));
        for (String word : line.split(" ", -1)) {
            words.add(word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word);
        }
        return Run.of("", words.toArray(String[]::new));
    }

    private static void assertOk(String mechanism, String address, Run run) {
        assertTrue(
                Pattern.matches("ok: " + mechanism + ", TLSv1\\.[23], " + address + "\n", run.out()),
                run.out() + run.err());
        assertEquals(0, run.code());
        assertEquals("", run.err());
    }

    @Test
    void tellsWhatWasNegotiated() {
        assertOk(
                "SCRAM-SHA-512 by SASL2",
                "juliet@localhost/xmpp-login/[^ ]+",
                login(endpoint.port(), "--user juliet --password-file @password --ca @ca"));
    }

    @Test
    void goesTheFormerWayIfAskedTo() {
        assertOk(
                "SCRAM-SHA-512",
                "juliet@localhost/[^/ ]+",
                login(endpoint.port(), "--user juliet --password-file @password --ca @ca --without-sasl2"));
    }

    @Test
    void usesTheMechanismThatIsAskedForOverDirectTls() {
        assertOk(
                "PLAIN by SASL2",
                "juliet@localhost/[^ ]+",
                login(
                        endpoint.directTlsPort(),
                        "--direct-tls --user juliet --password-file @password --mechanism PLAIN --ca @ca"));
    }

    @Test
    void showsACertificate() {
        assertOk(
                "EXTERNAL by SASL2",
                "juliet@localhost/[^ ]+",
                login(endpoint.externalPort(), "--user juliet --cert @cert --key @key --ca @ca"));
    }

    @Test
    void goesWithoutAnAccountIfAskedTo() {
        assertOk(
                "ANONYMOUS by SASL2",
                "[^@]+@localhost/[^ ]+",
                login(endpoint.port(), "--mechanism ANONYMOUS --ca @ca"));
    }

    private Run overWebSocket(String uri, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "login",
                "--websocket",
                uri,
                "--domain",
                "localhost",
                "--user",
                "juliet",
                "--password-file",
                folder.resolve("password").toString()));
        words.addAll(List.of(more));
        return Run.of("", words.toArray(String[]::new));
    }

    @Test
    void logsInOverAWebSocket() {
        Run run = overWebSocket("ws://127.0.0.1:" + endpoint.webSocketPort() + "/xmpp-websocket");
        assertEquals("", run.err());
        assertTrue(Pattern.matches("ok: SCRAM-SHA-512, no TLS, juliet@localhost/[^ ]+\n", run.out()), run.out());
    }

    @Test
    void tellsWhatWasAnsweredInsteadOfAWebSocket() {
        String uri = "ws://127.0.0.1:" + endpoint.webSocketPort() + "/elsewhere";
        Run run = overWebSocket(uri);
        assertEquals(1, run.code());
        assertEquals(
                "xmpp login: cannot log in to localhost at " + uri
                        + ": the server did not open a WebSocket, but answered 404 Not Found\n",
                run.err());
    }

    @Test
    void refusesAWebSocketThatIsNone() {
        assertEquals(2, overWebSocket("https://localhost/").code());
        assertEquals(
                2,
                overWebSocket("ws://localhost/", "--server", "localhost:5222").code());
        assertEquals(2, overWebSocket("wss://localhost/", "--direct-tls").code());
    }

    @Test
    void tellsOfARefusalInOneLine() {
        Run run = login(endpoint.port(), "--user juliet --password-file @wrong --ca @ca");
        assertEquals(1, run.code());
        assertEquals("", run.out());
        assertEquals(
                "xmpp login: cannot log in to localhost at 127.0.0.1:" + endpoint.port()
                        + ": authentication failed: not-authorized",
                run.err().strip());
    }

    @Test
    void trustsNobodyElse() {
        Run run = login(endpoint.port(), "--user juliet --password-file @password");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("certificate"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--password-file @password",
                "--user juliet",
                "--user juliet --cert @cert",
                "--user juliet --password-file @password --key @key",
                "--user juliet --password-file @password --mechanism NONE",
                "--user @ --password-file @password"
            })
    void refusesACommandLineThatSaysTooLittleOrWhatCannotBe(String line) {
        Run run = login(endpoint.port(), line);
        assertEquals(2, run.code(), run.err());
        assertEquals("", run.out());
    }

    @Test
    void tellsOfAKeyThatIsNone() {
        Run run = login(endpoint.externalPort(), "--user juliet --cert @cert --key @password --ca @ca");
        assertEquals(1, run.code());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("PEM"), run.err());
    }
}
