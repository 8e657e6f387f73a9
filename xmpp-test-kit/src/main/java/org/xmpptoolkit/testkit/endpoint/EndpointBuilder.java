package org.xmpptoolkit.testkit.endpoint;

import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.component.ComponentSecret;
import org.xmpptoolkit.stream.feature.BindingPolicy;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.SaslServerConfig;

/** Collects an endpoint. Not thread-safe. */
public final class EndpointBuilder {
    private static final int SUSPENDED_SESSIONS = 100;

    private final List<Jid> domains = new ArrayList<>();
    private final Map<String, char[]> accounts = new LinkedHashMap<>();
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private @Nullable InetSocketAddress directTls;
    private @Nullable InetSocketAddress external;
    private @Nullable InetSocketAddress components;
    private final Map<Jid, char[]> secrets = new LinkedHashMap<>();
    private @Nullable InetSocketAddress webSocket;
    private TlsPolicy tlsPolicy = TlsPolicy.REQUIRED;
    private BindingPolicy binding = BindingPolicy.builder().build();
    private @Nullable FederationConfig federation;
    private @Nullable X509Bundle authority;
    private boolean anonymous;
    private boolean channelBinding;
    private Duration resumption = Duration.ofMinutes(5);
    private @Nullable Scheduler scheduler;

    EndpointBuilder() {}

    /** Adds a domain. */
    public EndpointBuilder domain(Jid domain) {
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
    public EndpointBuilder account(String localpart, char[] password) {
        accounts.put(localpart, password.clone());
        return this;
    }

    /** Sets where to listen; a free port of the loopback address unless set. */
    public EndpointBuilder address(InetSocketAddress address) {
        this.address = address;
        return this;
    }

    /** Sets what to ask of TLS; {@link TlsPolicy#REQUIRED} unless set. */
    public EndpointBuilder tlsPolicy(TlsPolicy policy) {
        this.tlsPolicy = policy;
        return this;
    }

    /** Sets where to listen for streams with direct TLS besides (XEP-0368); nowhere unless set. */
    public EndpointBuilder directTls(InetSocketAddress address) {
        this.directTls = address;
        return this;
    }

    /**
     * Sets where to listen besides for clients that are asked for a certificate, for the mechanism EXTERNAL; nowhere unless set.
     * TLS is required there, whatever {@link #tlsPolicy} says.
     */
    public EndpointBuilder external(InetSocketAddress address) {
        this.external = address;
        return this;
    }

    /**
     * Sets where to listen besides for external components (XEP-0114), without TLS; nowhere unless set. Unless {@link #component}
     * says others, one may connect that is called {@code component.} and the first domain, as a rule, and has a random secret: {@link
     * EmbeddedEndpoint#variables} tell both.
     */
    public EndpointBuilder components(InetSocketAddress address) {
        this.components = address;
        return this;
    }

    /**
     * Adds a component that may connect where {@link #components} says.
     *
     * @param name its name, a domain that the endpoint does not serve itself
     * @param secret the secret that it proves, copied
     * @return this builder
     * @throws IllegalArgumentException if the name is no domain, or the secret empty or not to be written in UTF-8
     */
    public EndpointBuilder component(Jid name, char[] secret) {
        if (!name.isDomain()) {
            throw new IllegalArgumentException(name + " is no domain (XEP-0114 section 3)");
        }
        ComponentSecret.of(secret); // checks it
        secrets.put(name, secret.clone());
        return this;
    }

    /**
     * Sets where to listen for WebSockets besides (RFC 7395), at the path {@code /xmpp-websocket}; nowhere unless set. There is no TLS,
     * whatever {@link #tlsPolicy} says.
     */
    public EndpointBuilder webSocket(InetSocketAddress address) {
        this.webSocket = address;
        return this;
    }

    /**
     * Sets the authority of the endpoint's certificates, which is also the one whose certificates of clients and servers are believed; one
     * made on the spot unless set.
     *
     * @param certificate its certificate
     * @param key the private key for that
     * @return this builder
     */
    public EndpointBuilder authority(X509Certificate certificate, PrivateKey key) {
        this.authority = EndpointCertificates.authority(certificate, key);
        return this;
    }

    /** Has it talk to other servers; not done unless set. */
    public EndpointBuilder federation(FederationConfig config) {
        this.federation = config;
        return this;
    }

    /** Sets what becomes of resourceparts that are in use; the server makes another unless set. */
    public EndpointBuilder binding(BindingPolicy policy) {
        this.binding = policy;
        return this;
    }

    /** Lets people in without an account, by ANONYMOUS. Each gets an address of its own while connected. */
    public EndpointBuilder anonymous() {
        this.anonymous = true;
        return this;
    }

    /**
     * Offers the SCRAM mechanisms that bind the channel too (XEP-0440). Not done unless set: a client that knows other types
     * than the JDK gives, and does not look which are offered, could then log in by none of the SCRAM mechanisms (RFC 5802
     * section 6).
     */
    public EndpointBuilder channelBinding() {
        this.channelBinding = true;
        return this;
    }

    /**
     * Sets how long a session waits for its client to come back; 5 minutes unless set. At most 100 wait at once.
     *
     * @param time from a second to 2^32 - 1 seconds; whole seconds count
     * @return this builder
     */
    public EndpointBuilder resumption(Duration time) {
        this.resumption = time;
        return this;
    }

    /** Sets the clock. */
    EndpointBuilder scheduler(Scheduler scheduler) {
        this.scheduler = scheduler;
        return this;
    }

    /**
     * The endpoint, not yet listening.
     *
     * @throws IllegalArgumentException if a localpart or a password cannot be prepared
     * @throws IllegalStateException if a component has the name of a domain
     */
    public EmbeddedEndpoint build() {
        List<Jid> served = List.copyOf(domains.isEmpty() ? List.of(Jid.ofDomain("localhost")) : domains);
        Optional<Clock> clock = scheduler == null ? Optional.of(new Clock()) : Optional.empty();
        Accounts known = new Accounts();
        for (Jid domain : served) {
            accounts.forEach((user, password) -> known.add(domain.withLocalpart(user), password));
        }
        Map<Jid, char[]> partners = components != null ? components(served) : Map.of();
        EndpointContext context =
                context(served, partners.keySet(), known, scheduler != null ? scheduler : clock.orElseThrow());
        List<EndpointService> services = new ArrayList<>();
        services.add(
                ClientService.plain(context, address, Optional.ofNullable(directTls), Optional.ofNullable(webSocket)));
        if (external != null) {
            services.add(ClientService.external(context, external));
        }
        if (components != null) {
            services.add(new ComponentService(context, components, partners));
        }
        if (federation != null) { // the last: its route takes what no other one took
            services.add(new FederationService(context, federation));
        }
        Optional<Jid> first = accounts.keySet().stream().findFirst().map(served.get(0)::withLocalpart);
        return new EmbeddedEndpoint(context, services, first, clock);
    }

    /** The components that may connect, and their secrets. */
    private Map<Jid, char[]> components(List<Jid> served) {
        secrets.keySet().stream().filter(served::contains).findFirst().ifPresent(name -> {
            throw new IllegalStateException(
                    "the endpoint serves " + name + " itself: give the component a name of its own");
        });
        return secrets.isEmpty()
                ? Map.of(
                        defaultComponent(served), StreamConfig.randomIds().get().toCharArray())
                : secrets;
    }

    private static Jid defaultComponent(List<Jid> served) {
        return Stream.of(served.get(0).toString(), "localhost", "component.localhost")
                .flatMap(domain -> Jid.tryParse("component." + domain).toOptional().stream()) // none of an IPv6 literal
                .filter(name ->
                        !served.contains(name) && !name.domainpart().matches(".*\\.[0-9]+")) // nor of an IPv4 address
                .findFirst()
                .orElseThrow();
    }

    private EndpointContext context(List<Jid> served, Set<Jid> partners, Accounts known, Scheduler later) {
        Router router = new Router(served::contains, known::contains);
        Map<XmppConnection, Client> clients = new HashMap<>();
        Suspensions suspensions = new Suspensions(SUSPENDED_SESSIONS, resumption, later, router);
        List<SaslMechanism> mechanisms = Stream.of(SaslMechanism.values())
                .filter(mechanism -> anonymous || mechanism != SaslMechanism.ANONYMOUS)
                .filter(mechanism -> channelBinding || !mechanism.bindsChannel())
                .toList();
        EndpointListener listener = new EndpointListener(
                served,
                known,
                router,
                binding,
                SaslServerConfig.builder().mechanisms(mechanisms).build(),
                clients,
                new Resumptions(resumption, suspensions, router, clients));
        List<Jid> names = Stream.concat(served.stream(), partners.stream()).toList();
        return new EndpointContext(
                served,
                partners,
                router,
                EndpointCertificates.make(names, address.getAddress(), Optional.ofNullable(authority)),
                tlsPolicy,
                listener,
                later);
    }
}
