package org.xmpptoolkit.examples.federation;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.TrustManagerFactory;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;
import org.xmpptoolkit.testkit.endpoint.EndpointBuilder;
import org.xmpptoolkit.testkit.endpoint.FederationConfig;
import org.xmpptoolkit.testkit.endpoint.FederationConfig.Authentication;

/** A server of one domain that talks to those of others. Thread-safe. */
final class Server implements AutoCloseable {
    private final EmbeddedEndpoint endpoint;

    private Server(EmbeddedEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Starts a server, and tells where it is.
     *
     * @param domain its domain
     * @param passwords the localparts of its accounts, and their passwords
     * @param authority makes its certificate; other servers are believed if theirs is from it too
     * @param authentication how it and others show who they are; TLS is there in any case
     * @param places where others are, and it
     * @param wire hears what goes over the wire between servers
     * @throws IOException if it cannot listen
     */
    static Server start(
            Jid domain,
            Map<String, char[]> passwords,
            X509Bundle authority,
            Authentication authentication,
            Places places,
            Consumer<String> wire)
            throws IOException {
        FederationConfig federation = FederationConfig.builder()
                .resolver(places)
                .authentication(authentication)
                .wireLog((connection, direction, text) -> wire.accept(domain + " " + direction + " " + text))
                .build();
        EndpointBuilder builder = EmbeddedEndpoint.builder()
                .domain(domain)
                .authority(authority.getCertificate(), authority.getKeyPair().getPrivate())
                .federation(federation);
        passwords.forEach(builder::account);
        EmbeddedEndpoint endpoint = builder.build().start();
        places.put(domain, endpoint.serverPort());
        return new Server(endpoint);
    }

    /** The port for clients. */
    int clientPort() {
        return endpoint.port();
    }

    /** The port for other servers. */
    int serverPort() {
        return endpoint.serverPort();
    }

    /** Trusts the authority of its certificate. */
    TrustManagerFactory trust() {
        return endpoint.trust();
    }

    /** Ends every stream, with clients and with servers, in order. */
    @Override
    public void close() {
        endpoint.close();
    }
}
