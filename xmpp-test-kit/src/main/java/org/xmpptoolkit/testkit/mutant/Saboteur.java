package org.xmpptoolkit.testkit.mutant;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.Authority;
import org.xmpptoolkit.testkit.check.Tamper;

/**
 * Stands on the way to a server, ends TLS on both sides, and lets a tamper change what is said. A client that trusts {@link
 * #authority} does not notice. Thread-safe.
 */
final class Saboteur implements AutoCloseable {
    private static final int BACKLOG = 16;

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final boolean subjectIsServer;
    private final Supplier<Tamper> tampers;
    private final Authority authority;
    private final SSLContext shown;
    private final Jid domain;
    private final boolean directTls;
    private final Set<SabotagedConnection> connections = ConcurrentHashMap.newKeySet();

    /**
     * Begins to listen.
     *
     * @param server where the server listens
     * @param domain the domain to show a certificate for
     * @param subjectIsServer whether the server is the one that is judged; else the client is
     * @param authority of whose certificate that is
     * @param tampers makes one for each connection
     */
    Saboteur(
            InetSocketAddress server,
            Jid domain,
            boolean subjectIsServer,
            Authority authority,
            Supplier<Tamper> tampers)
            throws IOException {
        this(server, domain, subjectIsServer, authority, tampers, false);
    }

    private Saboteur(
            InetSocketAddress server,
            Jid domain,
            boolean subjectIsServer,
            Authority authority,
            Supplier<Tamper> tampers,
            boolean directTls)
            throws IOException {
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.server = server;
        this.subjectIsServer = subjectIsServer;
        this.tampers = tampers;
        this.authority = authority;
        this.shown = subjectIsServer
                ? authority.server(domain, tampers.get().certificate().orElse(builder -> builder), new TrustAll())
                : authority.server(domain);
        this.domain = domain;
        this.directTls = directTls;
        start("saboteur", this::accept);
    }

    /** The like of it, where TLS is from the start (XEP-0368). */
    Saboteur directTls(InetSocketAddress server) throws IOException {
        return new Saboteur(server, domain, subjectIsServer, authority, tampers, true);
    }

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket onward = new Socket();
                try {
                    onward.connect(server);
                } catch (IOException e) {
                    client.close();
                    continue;
                }
                SabotagedConnection connection = new SabotagedConnection(
                        client, onward, subjectIsServer, tampers.get(), shown, Authority.client(new TrustAll()));
                connections.add(connection);
                connection.start(directTls);
            } catch (IOException e) {
                // closed, or one connection less
            }
        }
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** Whose certificate it shows. */
    Authority authority() {
        return authority;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            // it is over either way
        }
        connections.forEach(SabotagedConnection::end);
    }

    /** Believes every certificate: it is a test's own server, or one that a test has go wrong. */
    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
