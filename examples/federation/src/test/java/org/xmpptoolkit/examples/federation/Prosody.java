package org.xmpptoolkit.examples.federation;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.endpoint.FederationConfig.Authentication;

/** A Prosody of a test, all of whose files are in a folder of its own. */
final class Prosody implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final int MOST_ATTEMPTS = 5;
    private static final String MODULE = "mod_example_peers.lua";

    private final Process process;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final StringBuffer log = new StringBuffer();
    private final int clientPort;
    private final int serverPort;

    private Prosody(Process process, int clientPort, int serverPort) {
        this.process = process;
        this.clientPort = clientPort;
        this.serverPort = serverPort;
    }

    /** Where it is installed, if it is. */
    static Optional<Path> installed() {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .map(folder -> Path.of(folder, "prosody"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it.
     *
     * @param folder an empty one
     * @param account its one account
     * @param authority makes its certificate, and that of the other server
     * @param peer the other server's domain
     * @param peerPort where that is
     */
    static Prosody start(
            Path executable,
            Path folder,
            Jid account,
            String password,
            X509Bundle authority,
            Authentication authentication,
            Jid peer,
            int peerPort)
            throws Exception {
        String domain = account.domainpart();
        X509Bundle certificate = new CertificateBuilder()
                .ecp256()
                .subject("CN=" + domain)
                .addSanDnsName(domain)
                .addExtendedKeyUsageServerAuth()
                .addExtendedKeyUsageClientAuth()
                .buildIssuedBy(authority);
        Files.writeString(folder.resolve("ca.pem"), authority.getCertificatePEM());
        Files.writeString(folder.resolve("cert.pem"), certificate.getCertificatePathPEM());
        Files.writeString(folder.resolve("key.pem"), certificate.getPrivateKeyPEM());
        Path accounts = Files.createDirectories(
                folder.resolve("data").resolve(domain.replace(".", "%2e")).resolve("accounts"));
        Files.writeString(
                accounts.resolve(account.localpart().orElseThrow() + ".dat"),
                "return { [\"password\"] = \"" + password + "\"; };\n");
        try (InputStream module = Prosody.class.getResourceAsStream(MODULE)) {
            Files.write(folder.resolve(MODULE), module == null ? new byte[0] : module.readAllBytes());
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return tryToStart(executable, folder, domain, authentication, peer, peerPort);
            } catch (BindException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Starts it at ports that are free now.
     *
     * @throws BindException if somebody else got one of them meanwhile
     */
    private static Prosody tryToStart(
            Path executable, Path folder, String domain, Authentication authentication, Jid peer, int peerPort)
            throws Exception {
        int clientPort;
        int serverPort;
        try (ServerSocket clients = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ServerSocket servers = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            clientPort = clients.getLocalPort();
            serverPort = servers.getLocalPort();
        }
        boolean external = authentication == Authentication.EXTERNAL;
        Path config = Files.writeString(
                folder.resolve("prosody.cfg.lua"),
                String.join(
                        "\n",
                        "run_as_root = true", // where tests run as root, as in containers
                        "data_path = '" + folder.resolve("data") + "'",
                        "certificates = '" + folder + "'",
                        "plugin_paths = { '" + folder + "' }",
                        "log = { { levels = { min = 'debug' }, to = 'console' } }",
                        "interfaces = { '127.0.0.1' }",
                        "local_interfaces = { '127.0.0.1' }",
                        "c2s_ports = { " + clientPort + " }",
                        "c2s_direct_tls_ports = {}",
                        "s2s_ports = { " + serverPort + " }",
                        "s2s_direct_tls_ports = {}",
                        "modules_enabled = { 'roster', 'saslauth', 'tls', 'ping', 'example_peers', '"
                                + (external ? "s2s_auth_certs" : "dialback") + "' }",
                        "modules_disabled = { 'limits', '" + (external ? "dialback" : "s2s_auth_certs") + "' }",
                        "authentication = 'internal_plain'",
                        "storage = 'internal'",
                        "c2s_require_encryption = true",
                        "s2s_require_encryption = true",
                        "s2s_secure_auth = " + external,
                        "example_peers = { ['" + peer + "'] = " + peerPort + " }",
                        "ssl = { key = '" + folder.resolve("key.pem") + "', certificate = '"
                                + folder.resolve("cert.pem") + "', cafile = '" + folder.resolve("ca.pem") + "' }",
                        "VirtualHost '" + domain + "'",
                        ""));
        Process process = new ProcessBuilder(executable.toString(), "--config", config.toString(), "-F")
                .redirectErrorStream(true)
                .start();
        Prosody prosody = new Prosody(process, clientPort, serverPort);
        Thread reader = new Thread(prosody::read, "prosody-log");
        reader.setDaemon(true);
        reader.start();
        try {
            prosody.ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            prosody.close();
            if (e.getCause() instanceof BindException taken) {
                throw taken;
            }
            throw new AssertionError("Prosody did not start:\n" + prosody.log, e);
        }
        return prosody;
    }

    private void read() {
        boolean clients = false;
        boolean servers = false;
        try (BufferedReader lines = process.inputReader()) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.append(line).append('\n');
                clients |= line.contains("Activated service 'c2s'");
                servers |= line.contains("Activated service 's2s'");
                if (line.contains("Failed to open server port")) {
                    ready.completeExceptionally(new BindException(line));
                } else if (clients && servers) {
                    ready.complete(null);
                }
            }
        } catch (IOException e) {
            log.append(e);
        }
        ready.completeExceptionally(new IOException("it ended"));
    }

    int clientPort() {
        return clientPort;
    }

    int serverPort() {
        return serverPort;
    }

    /** What it logged so far. */
    String log() {
        return log.toString();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
