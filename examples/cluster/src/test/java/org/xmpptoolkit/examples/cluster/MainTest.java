package org.xmpptoolkit.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says when it cannot do what it is asked for. */
class MainTest {
    private final Path folder;
    private final StringWriter err = new StringWriter();

    MainTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), args);
    }

    private String accounts(String text) throws IOException {
        return Files.writeString(folder.resolve("accounts"), text).toString();
    }

    private void says(String words) {
        assertTrue(err.toString().contains(words), err.toString());
        assertEquals(1, err.toString().strip().lines().count(), err.toString());
    }

    @Test
    void listensOnLoopbackOnlyWithoutTls() throws IOException {
        assertEquals(2, run("--domain", "example.com", "--accounts", accounts("a:b"), "--listen", "0.0.0.0"));
        says("give --cert and --key");
    }

    @Test
    void namesTheLineThatIsNoAccount() throws IOException {
        assertEquals(1, run("--domain", "example.com", "--accounts", accounts("# who\na:b\nc\n")));
        says("line 3 is not user:password");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertEquals(1, run("--domain", "example.com", "--accounts", "nothing-here"));
        says("check --accounts");
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertEquals(
                    1,
                    run(
                            "--domain",
                            "example.com",
                            "--accounts",
                            accounts("a:b"),
                            "--port",
                            Integer.toString(port),
                            "--cluster-port",
                            "0",
                            "--cluster-name",
                            "test-" + folder.getFileName()));
            says("port");
        }
    }

    @Test
    void saysThatTheClusterPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertEquals(
                    1,
                    run(
                            "--domain",
                            "example.com",
                            "--accounts",
                            accounts("a:b"),
                            "--port",
                            "0",
                            "--cluster-port",
                            port,
                            "--cluster-name",
                            "test-" + folder.getFileName()));
            says("--cluster-port");
        }
    }
}
