package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;
import picocli.CommandLine;

@Isolated("a port that was free a moment ago is to be free still")
class ServeCommandTest {
    private final Path folder;

    ServeCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void saysWhenItIsReadyAndWhereClientsFindWhat() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ServeCommand command =
                new ServeCommand(Streams.of(new ByteArrayInputStream(new byte[0]), out, new ByteArrayOutputStream()));
        Path env = folder.resolve("env");
        new CommandLine(command)
                .parseArgs(
                        "--port",
                        "0",
                        "--domain",
                        "a.example",
                        "--domain",
                        "b.example",
                        "--account",
                        "juliet:it's",
                        "--component",
                        "plays.example:x:y",
                        "--component",
                        "more.example:z",
                        "--env",
                        env.toString());
        try (EmbeddedEndpoint endpoint = command.endpoint()) {
            command.announce(endpoint);
            assertEquals(
                    "ready: 127.0.0.1 port " + endpoint.port() + ", direct TLS " + endpoint.directTlsPort()
                            + ", WebSocket " + endpoint.webSocketPort()
                            + ", client certificates " + endpoint.externalPort()
                            + ", components " + componentPort(endpoint)
                            + ", servers " + endpoint.serverPort()
                            + ", serving a.example b.example, TLS required\n",
                    out.toString(StandardCharsets.UTF_8));
            Path authority = folder.resolve("env.ca.pem");
            Path certificate = folder.resolve("env.client.pem");
            Path key = folder.resolve("env.client.key");
            assertEquals(
                    "HOST='127.0.0.1'\nC2S_PORT='" + endpoint.port() + "'\n"
                            + "C2S_DIRECT_TLS_PORT='" + endpoint.directTlsPort() + "'\n"
                            + "HTTP_PORT='" + endpoint.webSocketPort() + "'\n"
                            + "C2S_EXTERNAL_PORT='" + endpoint.externalPort() + "'\n"
                            + "COMPONENT_PORT='" + componentPort(endpoint) + "'\n"
                            + "S2S_PORT='" + endpoint.serverPort() + "'\nDOMAIN='a.example'\n"
                            + "DOMAINS='a.example b.example'\nEXTERNAL_DOMAIN='a.example'\n"
                            + "CA_FILE='" + authority + "'\n"
                            + "USER_NAME='juliet'\nPASSWORD='it'\\''s'\n"
                            + "COMPONENT_DOMAIN='plays.example'\nCOMPONENT_SECRET='x:y'\n"
                            + "CLIENT_CERT='" + certificate + "'\nCLIENT_KEY='" + key + "'\n",
                    Files.readString(env));
            assertTrue(Files.readString(authority).startsWith("-----BEGIN CERTIFICATE-----"));
            assertTrue(Files.readString(certificate).startsWith("-----BEGIN CERTIFICATE-----"));
            assertTrue(Files.readString(key).startsWith("-----BEGIN PRIVATE KEY-----"));
            try (Stream<Path> files = Files.list(folder)) {
                assertEquals(
                        Set.of(env, authority, certificate, key),
                        files.collect(Collectors.toSet()),
                        "nothing else is left");
            }
        }
    }

    private static int componentPort(EmbeddedEndpoint endpoint) {
        return endpoint.ports().stream()
                .filter(port -> port.variable().equals("COMPONENT_PORT"))
                .findFirst()
                .orElseThrow()
                .port();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plays.example", ":secret", "plays.example:", "a@b.example:secret", "localhost:secret"})
    void tellsOfAComponentThatIsNone(String component) {
        Run run = Run.of("", "serve", "--port", "0", "--component", component);
        assertEquals(2, run.code());
        assertTrue(run.err().contains("--component"), run.err());
    }

    @Test
    void showsThePasswordToNobodyElse() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path env = folder.resolve("env");
        Files.writeString(env, "readable by all");
        Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("rw-r--r--"));
        ServeCommand command = new ServeCommand(Streams.of(
                new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new ByteArrayOutputStream()));
        new CommandLine(command).parseArgs("--port", "0", "--account", "juliet:secret", "--env", env.toString());
        try (EmbeddedEndpoint endpoint = command.endpoint()) {
            command.announce(endpoint);
        }
        for (String secret : List.of("env", "env.client.pem", "env.client.key")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))),
                    secret);
        }
        assertEquals(
                "rw-r--r--",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("env.ca.pem"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-folder/env", "folder", "/"})
    void tellsOfAnEnvThatCannotBeWrittenAndStopsToListen(String name) throws IOException {
        Path taken = Files.createDirectories(folder.resolve("folder/in"));
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String env = folder.resolve(name).toString();
        Run run = Run.of("", "serve", "--port", Integer.toString(port), "--account", "juliet:secret", "--env", env);
        assertEquals(1, run.code());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("xmpp serve: --env " + env + " cannot be written: "), run.err());
        assertThrows(ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(
                    Set.of(folder, taken, taken.getParent()),
                    files.filter(file -> !file.toString().endsWith(".pem")).collect(Collectors.toSet()),
                    "no password is left behind");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--s2s-peer=b.example, domain=host:port",
        "--s2s-peer=b.example=127.0.0.1, needs host:port",
        "--s2s-peer=b@c=127.0.0.1:1, domainpart has",
        "--s2s-port=70000, --s2s-port is 0 to 65535",
        "--s2s-auth=password, any",
        "--authority=x, --authority-key",
    })
    void tellsOfAnOptionForServersThatIsWrong(String option, String says) {
        Run run = Run.of("", "serve", "--port", "0", option);
        assertEquals(2, run.code());
        assertTrue(run.err().contains(says), run.err());
    }

    private static Run refused(Path certificate, Path key) {
        Run run = Run.of(
                "", "serve", "--port", "0", "--authority", certificate.toString(), "--authority-key", key.toString());
        assertEquals(1, run.code());
        assertEquals(1, run.err().lines().count(), run.err());
        return run;
    }

    @Test
    void tellsOfAnAuthorityThatCannotBeRead() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "no key");
        try (EmbeddedEndpoint endpoint = EmbeddedEndpoint.builder().build()) {
            Path certificate = Files.writeString(folder.resolve("ca"), endpoint.authorityPem());
            Run run = refused(certificate, key);
            assertTrue(run.err().contains("PKCS #8"), run.err());
        }
    }

    @Test
    void tellsOfAKeyThatIsNotTheAuthoritys() throws Exception {
        Path key = folder.resolve("key");
        try (EmbeddedEndpoint endpoint = EmbeddedEndpoint.builder()
                .account("juliet", "secret".toCharArray())
                .build()) {
            Path certificate = Files.writeString(folder.resolve("ca"), endpoint.authorityPem());
            Files.writeString(key, endpoint.clientCertificate().orElseThrow().keyPem());
            Run run = refused(certificate, key);
            assertTrue(run.err().contains("--authority-key " + key), run.err());
        }
    }

    @Test
    void letsPeopleRegisterIfTold() throws IOException {
        for (List<String> options : List.of(List.<String>of(), List.of("--register"))) {
            ServeCommand command = new ServeCommand(Streams.of(
                    new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new ByteArrayOutputStream()));
            new CommandLine(command)
                    .parseArgs(Stream.concat(Stream.of("--port", "0", "--tls", "off"), options.stream())
                            .toArray(String[]::new));
            try (EmbeddedEndpoint endpoint = command.endpoint();
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
                socket.setSoTimeout(20_000); // without which a failure would be a hang
                socket.getOutputStream()
                        .write(("<stream:stream to='localhost' version='1.0' xmlns='jabber:client'"
                                        + " xmlns:stream='http://etherx.jabber.org/streams'></stream:stream>")
                                .getBytes(StandardCharsets.UTF_8));
                String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertEquals(!options.isEmpty(), said.contains("http://jabber.org/features/iq-register"), said);
            }
        }
    }

    @Test
    void tellsOfAPortInUse() throws IOException {
        try (EmbeddedEndpoint endpoint = EmbeddedEndpoint.builder().build().start()) {
            Run run = Run.of("", "serve", "--port", Integer.toString(endpoint.port()));
            assertEquals(1, run.code());
            assertEquals(1, run.err().lines().count(), run.err());
            assertTrue(run.err().contains("--port"), run.err());
        }
    }
}
