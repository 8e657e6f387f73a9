package org.xmpptoolkit.examples.singledomain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.jid.Jid;

/** Runs the example as its users do. */
class MainTest {
    private static final Pattern READY = Pattern.compile("ready: example.com at 127.0.0.1 port (\\d+).*");

    private final Path folder;
    private final StringWriter errors = new StringWriter();
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    MainTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private int run(String... args) {
        PrintWriter out = new PrintWriter(new StringWriter()) {
            @Override
            public void println(String line) {
                ready.complete(line);
            }
        };
        return Main.run(out, new PrintWriter(errors, true), args);
    }

    private void logsIn(String authority, String... options) throws Exception {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread thread = new Thread(() -> code.complete(run(options)), "server");
        thread.setDaemon(true);
        thread.start();
        CompletableFuture.anyOf(ready, code).get(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS);
        Matcher matcher = READY.matcher(ready.getNow(errors.toString()));
        assertTrue(matcher.matches(), errors::toString);
        String pem = authority.isEmpty() ? Files.readString(folder.resolve("ca.pem")) : authority;
        Peer juliet = Peer.logIn(
                Integer.parseInt(matcher.group(1)),
                DomainServerTest.trust(pem),
                Jid.parse("juliet@example.com"),
                "r0m30",
                "balcony");
        thread.interrupt();
        assertEquals(0, code.get(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS));
        juliet.closed();
    }

    @Test
    void servesWithACertificateOfItsOwn() throws Exception {
        logsIn(
                "",
                "--domain=example.com",
                "--port=0",
                "--account=juliet:r0m30",
                "--ca-out=" + folder.resolve("ca.pem"));
    }

    @Test
    void servesWithACertificateThatIsGiven() throws Exception {
        X509Bundle made = new CertificateBuilder()
                .ecp256()
                .subject("CN=example.com")
                .addSanDnsName("example.com")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Path certificate = Files.writeString(folder.resolve("cert.pem"), made.getCertificatePathPEM());
        Path key = Files.writeString(folder.resolve("key.pem"), made.getPrivateKeyPEM());
        logsIn(
                made.getCertificatePEM(),
                "--domain=example.com",
                "--port=0",
                "--account=juliet:r0m30",
                "--cert=" + certificate,
                "--key=" + key);
    }

    @Test
    void tellsThatThePortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertEquals(1, run("--account=juliet:r0m30", "--port=" + other.getLocalPort()));
        }
        assertEquals(1, errors.toString().lines().count(), errors::toString);
        assertTrue(errors.toString().contains("give another --port"), errors::toString);
    }

    @Test
    void tellsWhatIsWrongWithItsOptions() {
        assertEquals(2, run("--account=juliet"));
        assertEquals(2, run("--account=ju liet:r0m30", "--port=0"));
        assertEquals(2, run("--account=juliet:r0m30", "--cert=none"));
        assertEquals(1, run("--account=juliet:r0m30", "--cert=none", "--key=none"));
        assertEquals(2, run("--account=juliet:r0m30", "--port=65536"));
        assertEquals(1, run("--account=juliet:r0m30", "--port=0", "--ca-out=" + folder.resolve("none/ca.pem")));
        assertTrue(errors.toString().contains("give a place for it with --ca-out"), errors::toString);
        assertEquals(6, errors.toString().lines().count(), errors::toString);
    }
}
