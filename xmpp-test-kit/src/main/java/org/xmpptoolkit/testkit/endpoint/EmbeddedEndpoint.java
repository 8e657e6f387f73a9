package org.xmpptoolkit.testkit.endpoint;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;

/**
 * A server for tests: STARTTLS with a certificate made on the spot, direct TLS, client certificates and WebSocket at ports of their
 * own where they are set, SASL, resource binding, the session of RFC 3921, and stream management with resumption (XEP-0198). For its
 * accounts it does what RFC 6121 asks of a server, and what clients expect besides: rosters and subscriptions, presence, messages also for
 * those who are away, service discovery, carbons, and registration if told. Everything is in memory, and bounded. Thread-safe.
 */
public final class EmbeddedEndpoint implements AutoCloseable {
    private final EndpointContext context;
    private final List<EndpointService> services;
    private final Optional<Jid> firstAccount;
    private final Optional<Clock> clock;

    EmbeddedEndpoint(
            EndpointContext context,
            List<EndpointService> services,
            Optional<Jid> firstAccount,
            Optional<Clock> clock) {
        this.context = context;
        this.services = List.copyOf(services);
        this.firstAccount = firstAccount;
        this.clock = clock;
    }

    /** {@return a builder; without a domain the endpoint serves {@code localhost}} */
    public static EndpointBuilder builder() {
        return new EndpointBuilder();
    }

    /**
     * Begins to listen.
     *
     * @return this endpoint
     * @throws IOException if an address cannot be had; the message says why
     */
    public EmbeddedEndpoint start() throws IOException {
        try {
            services.forEach(service -> service.start().toCompletableFuture().join());
            return this;
        } catch (CompletionException e) {
            close();
            @Nullable Throwable cause = e.getCause();
            throw cause instanceof IOException io ? io : new IOException(e);
        }
    }

    /**
     * {@return the port for clients, with STARTTLS}
     *
     * @throws IllegalStateException if it does not listen
     */
    public int port() {
        return port(ClientService.PORT);
    }

    /**
     * {@return the port for direct TLS}
     *
     * @throws IllegalStateException if there is none
     */
    public int directTlsPort() {
        return port(ClientService.DIRECT_TLS_PORT);
    }

    /**
     * {@return the port at which clients are asked for a certificate, for the mechanism EXTERNAL} TLS is required there.
     *
     * @throws IllegalStateException if there is none
     */
    public int externalPort() {
        return port(ClientService.EXTERNAL_PORT);
    }

    /**
     * {@return the port for WebSockets, without TLS}
     *
     * @throws IllegalStateException if there is none
     */
    public int webSocketPort() {
        return port(ClientService.HTTP_PORT);
    }

    /**
     * {@return the port for other servers}
     *
     * @throws IllegalStateException if there is none
     */
    public int serverPort() {
        return port(FederationService.PORT);
    }

    /**
     * {@return the port for external components}
     *
     * @throws IllegalStateException if there is none
     */
    public int componentPort() {
        return port(ComponentService.PORT);
    }

    private int port(String variable) {
        return ports().stream()
                .filter(port -> port.variable().equals(variable))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no " + variable + ": set it in the builder"))
                .port();
    }

    /**
     * {@return all ports that it listens at, the one for clients first}
     *
     * @throws IllegalStateException if it does not listen
     */
    public List<EndpointPort> ports() {
        return services.stream().flatMap(service -> service.ports().stream()).toList();
    }

    /** {@return what users of its services need to know besides the ports, by the names of shell variables} */
    public Map<String, String> variables() {
        Map<String, String> all = new LinkedHashMap<>();
        services.forEach(service -> all.putAll(service.variables()));
        return Collections.unmodifiableMap(all);
    }

    /** {@return the domains that it serves, the default first} */
    public List<Jid> domains() {
        return context.domains();
    }

    /** {@return what trusts the authority of the endpoint's certificate, and no other} */
    public TrustManagerFactory trust() {
        return context.certificates().trust();
    }

    /** {@return the certificate of the authority that {@link #trust} trusts, in PEM form} */
    public String authorityPem() {
        return context.certificates().authorityPem();
    }

    /**
     * A new certificate for a client of the first account in the first domain, from the endpoint's authority.
     *
     * @return the certificate and its key; nothing if there is no account
     */
    public Optional<ClientCertificate> clientCertificate() {
        return firstAccount.map(account -> {
            X509Bundle made = context.certificates().client(account);
            return new ClientCertificate(account, made.getCertificatePathPEM(), made.getPrivateKeyPEM());
        });
    }

    /** Ends every stream with {@code system-shutdown}, and stops to listen. */
    @Override
    public void close() {
        for (int i = services.size() - 1; i >= 0; i--) {
            services.get(i).stop().toCompletableFuture().join();
        }
        clock.ifPresent(Clock::stop);
    }
}
