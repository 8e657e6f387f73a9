package org.xmpptoolkit.examples.mailgateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;

/** An XMPP server that can be closed and opened again at the same ports. It forgets everything meanwhile. */
final class XmppHost implements AutoCloseable {
    static final Jid DOMAIN = Jid.ofDomain("localhost");
    /** Served by the server, and not by the gateway. */
    static final Jid OTHER_DOMAIN = Jid.ofDomain("other.localhost");

    static final Jid GATEWAY = Jid.ofDomain("mail.localhost");
    static final String SECRET = "the rest is silence";
    static final String PASSWORD = "a password";

    private EmbeddedEndpoint endpoint;

    XmppHost() throws IOException {
        endpoint = open(0, 0);
    }

    private static EmbeddedEndpoint open(int port, int componentPort) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return EmbeddedEndpoint.builder()
                .domain(DOMAIN)
                .domain(OTHER_DOMAIN)
                .account("juliet", PASSWORD.toCharArray())
                .tlsPolicy(TlsPolicy.NONE)
                .address(new InetSocketAddress(loopback, port))
                .components(new InetSocketAddress(loopback, componentPort))
                .component(GATEWAY, SECRET.toCharArray())
                .build()
                .start();
    }

    int port() {
        return endpoint.port();
    }

    int componentPort() {
        return endpoint.componentPort();
    }

    /** Closes the server and opens it again. */
    void reopen(Between between) throws Exception {
        int port = port();
        int componentPort = componentPort();
        endpoint.close();
        try (ClosedPort clients = new ClosedPort(port);
                ClosedPort components = new ClosedPort(componentPort)) {
            between.run();
        }
        endpoint = open(port, componentPort);
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
