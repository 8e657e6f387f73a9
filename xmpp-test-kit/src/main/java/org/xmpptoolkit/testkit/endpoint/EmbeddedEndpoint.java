package org.xmpptoolkit.testkit.endpoint;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.ClientCertificates;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppServer;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.BindingPolicy;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.SaslServerConfig;

/**
 * A server for tests: STARTTLS with a certificate made on the spot, direct TLS and client certificates at ports of their own where
 * they are set, SASL, resource binding, the session of RFC 3921, stream management with resumption (XEP-0198), and routing of
 * messages, presence and iq between its bound clients. Everything is in memory. Thread-safe.
 */
public final class EmbeddedEndpoint implements AutoCloseable {
    private static final int SUSPENDED_SESSIONS = 100;

    private final List<Jid> domains;
    private final List<String> users;
    private final EndpointCertificates certificates;
    private final Optional<Clock> clock;
    private final XmppServer server;
    private final Optional<XmppServer> external;

    private EmbeddedEndpoint(Builder builder) {
        this.domains = List.copyOf(builder.domains.isEmpty() ? List.of(Jid.ofDomain("localhost")) : builder.domains);
        this.users = List.copyOf(builder.accounts.keySet());
        this.certificates = EndpointCertificates.make(domains, builder.address.getAddress());
        this.clock = builder.scheduler == null ? Optional.of(new Clock()) : Optional.empty();
        EndpointListener listener = listener(builder);
        XmppServer.Builder common = XmppServer.builder()
                .address(builder.address)
                .config(config(builder.tlsPolicy))
                .certificate(certificates.context())
                .listener(listener);
        if (builder.directTls != null) {
            common.directTls(builder.directTls);
        }
        this.server = common.build();
        this.external = Optional.ofNullable(builder.external).map(address -> external(address, listener));
    }

    private EndpointListener listener(Builder builder) {
        Accounts accounts = new Accounts();
        for (Jid domain : domains) {
            builder.accounts.forEach((user, password) -> accounts.add(domain.withLocalpart(user), password));
        }
        Router router = new Router(domains::contains, accounts::contains);
        Scheduler scheduler = builder.scheduler != null ? builder.scheduler : clock.orElseThrow();
        Map<XmppConnection, Client> clients = new HashMap<>();
        Suspensions suspensions = new Suspensions(SUSPENDED_SESSIONS, builder.resumption, scheduler, router);
        List<SaslMechanism> mechanisms = Stream.of(SaslMechanism.values())
                .filter(mechanism -> builder.anonymous || mechanism != SaslMechanism.ANONYMOUS)
                .filter(mechanism -> builder.channelBinding || !mechanism.bindsChannel())
                .toList();
        return new EndpointListener(
                domains,
                accounts,
                router,
                builder.binding,
                SaslServerConfig.builder().mechanisms(mechanisms).build(),
                clients,
                new Resumptions(builder.resumption, suspensions, router, clients));
    }

    private StreamConfig config(TlsPolicy policy) {
        return StreamConfig.builder().from(domains.get(0)).tlsPolicy(policy).build();
    }

    private XmppServer external(InetSocketAddress address, EndpointListener listener) {
        ClientCertificates clients = ClientCertificates.wanted(trust());
        return XmppServer.builder()
                .address(address)
                .config(config(TlsPolicy.REQUIRED))
                .certificate(certificates.context(clients))
                .clientCertificates(clients)
                .listener(listener)
                .build();
    }

    /** A builder; without a domain the endpoint serves {@code localhost}. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins to listen.
     *
     * @return this endpoint
     * @throws IOException if the address cannot be had; the message says why
     */
    public EmbeddedEndpoint start() throws IOException {
        try {
            server.start().toCompletableFuture().join();
            external.ifPresent(more -> more.start().toCompletableFuture().join());
            return this;
        } catch (CompletionException e) {
            close();
            @Nullable Throwable cause = e.getCause();
            throw cause instanceof IOException io ? io : new IOException(e);
        }
    }

    /** The port that it listens at. */
    public int port() {
        return server.port();
    }

    /**
     * The port for direct TLS.
     *
     * @throws IllegalStateException if there is none
     */
    public int directTlsPort() {
        return server.directTlsPort();
    }

    /**
     * The port at which clients are asked for a certificate, for the mechanism EXTERNAL. TLS is required there.
     *
     * @throws IllegalStateException if there is none
     */
    public int externalPort() {
        return external.orElseThrow(() -> new IllegalStateException("no port for client certificates: set external()"))
                .port();
    }

    /** The domains that it serves, the default first. */
    public List<Jid> domains() {
        return domains;
    }

    /** Trusts the authority of the endpoint's certificate, and no other. */
    public TrustManagerFactory trust() {
        return certificates.authority().toTrustManagerFactory();
    }

    /** The certificate of that authority, in PEM form. */
    public String authorityPem() {
        return certificates.authority().getCertificatePEM();
    }

    /**
     * A new certificate for a client of the first account in the first domain, from the endpoint's authority.
     *
     * @return the certificate and its key; nothing if there is no account
     */
    public Optional<ClientCertificate> clientCertificate() {
        return users.stream().findFirst().map(domains.get(0)::withLocalpart).map(account -> {
            X509Bundle made = certificates.client(account);
            return new ClientCertificate(account, made.getCertificatePathPEM(), made.getPrivateKeyPEM());
        });
    }

    /** Ends every stream with {@code system-shutdown}, and stops to listen. */
    @Override
    public void close() {
        external.ifPresent(more -> more.stop().toCompletableFuture().join());
        server.stop().toCompletableFuture().join();
        clock.ifPresent(Clock::stop);
    }

    /** The clock of the machine, on a thread that starts with the first task. */
    private static final class Clock implements Scheduler {
        private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "xmpp-endpoint-clock");
            thread.setDaemon(true);
            return thread;
        });

        Clock() {
            executor.setRemoveOnCancelPolicy(true);
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        @Override
        public Runnable after(Duration delay, Runnable task) {
            try {
                ScheduledFuture<?> due = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
                return () -> due.cancel(false);
            } catch (RejectedExecutionException stopped) {
                return () -> {};
            }
        }

        void stop() {
            executor.shutdown();
        }
    }

    /** Collects an endpoint. Not thread-safe. */
    public static final class Builder {
        private final List<Jid> domains = new ArrayList<>();
        private final Map<String, char[]> accounts = new LinkedHashMap<>();
        private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        private @Nullable InetSocketAddress directTls;
        private @Nullable InetSocketAddress external;
        private TlsPolicy tlsPolicy = TlsPolicy.REQUIRED;
        private BindingPolicy binding = BindingPolicy.builder().build();
        private boolean anonymous;
        private boolean channelBinding;
        private Duration resumption = Duration.ofMinutes(5);
        private @Nullable Scheduler scheduler;

        private Builder() {}

        /** Adds a domain. */
        public Builder domain(Jid domain) {
            domains.add(domain);
            return this;
        }

        /**
         * Adds an account in every domain.
         *
         * @param localpart its localpart
         * @param password its password, copied
         * @return this builder
         */
        public Builder account(String localpart, char[] password) {
            accounts.put(localpart, password.clone());
            return this;
        }

        /** Sets where to listen; a free port of the loopback address unless set. */
        public Builder address(InetSocketAddress address) {
            this.address = address;
            return this;
        }

        /** Sets what to ask of TLS; {@link TlsPolicy#REQUIRED} unless set. */
        public Builder tlsPolicy(TlsPolicy policy) {
            this.tlsPolicy = policy;
            return this;
        }

        /** Sets where to listen for streams with direct TLS besides (XEP-0368); nowhere unless set. */
        public Builder directTls(InetSocketAddress address) {
            this.directTls = address;
            return this;
        }

        /**
         * Sets where to listen besides for clients that are asked for a certificate, for the mechanism EXTERNAL; nowhere unless set.
         * TLS is required there, whatever {@link #tlsPolicy} says.
         */
        public Builder external(InetSocketAddress address) {
            this.external = address;
            return this;
        }

        /** Sets what becomes of resourceparts that are in use; the server makes another unless set. */
        public Builder binding(BindingPolicy policy) {
            this.binding = policy;
            return this;
        }

        /** Lets people in without an account, by ANONYMOUS. Each gets an address of its own while connected. */
        public Builder anonymous() {
            this.anonymous = true;
            return this;
        }

        /**
         * Offers the SCRAM mechanisms that bind the channel too (XEP-0440). Not done unless set: a client that knows other types
         * than the JDK gives, and does not look which are offered, could then log in by none of the SCRAM mechanisms (RFC 5802
         * section 6).
         */
        public Builder channelBinding() {
            this.channelBinding = true;
            return this;
        }

        /**
         * Sets how long a session waits for its client to come back; 5 minutes unless set. At most 100 wait at once.
         *
         * @param time from a second to 2^32 - 1 seconds; whole seconds count
         * @return this builder
         */
        public Builder resumption(Duration time) {
            this.resumption = time;
            return this;
        }

        /** Sets the clock. */
        Builder scheduler(Scheduler scheduler) {
            this.scheduler = scheduler;
            return this;
        }

        /**
         * The endpoint, not yet listening.
         *
         * @throws IllegalArgumentException if a localpart or a password cannot be prepared
         */
        public EmbeddedEndpoint build() {
            return new EmbeddedEndpoint(this);
        }
    }
}
