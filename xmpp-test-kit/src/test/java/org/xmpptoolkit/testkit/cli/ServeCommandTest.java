package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;
import picocli.CommandLine;

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
                        "--env",
                        env.toString());
        try (EmbeddedEndpoint endpoint = command.endpoint()) {
            command.announce(endpoint);
            assertEquals(
                    "ready: 127.0.0.1 port " + endpoint.port() + ", serving a.example b.example, TLS required\n",
                    out.toString(StandardCharsets.UTF_8));
            Path authority = folder.resolve("env.ca.pem");
            assertEquals(
                    "HOST='127.0.0.1'\nC2S_PORT='" + endpoint.port() + "'\nDOMAIN='a.example'\n"
                            + "DOMAINS='a.example b.example'\nCA_FILE='" + authority + "'\n"
                            + "USER_NAME='juliet'\nPASSWORD='it'\\''s'\n",
                    Files.readString(env));
            assertTrue(Files.readString(authority).startsWith("-----BEGIN CERTIFICATE-----"));
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
