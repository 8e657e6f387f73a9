package org.xmpptoolkit.testkit.endpoint;

import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.component.ComponentSecret;
import org.xmpptoolkit.stream.feature.BindingPolicy;

/** Collects what an endpoint is to be; {@link EndpointAssembly} puts it together. Not thread-safe. */
public final class EndpointBuilder {
    final List<Jid> domains = new ArrayList<>();
    final Map<String, char[]> accounts = new LinkedHashMap<>();
    final Map<Jid, char[]> secrets = new LinkedHashMap<>();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Optional<InetSocketAddress> directTls = Optional.empty();
    Optional<InetSocketAddress> external = Optional.empty();
    Optional<InetSocketAddress> components = Optional.empty();
    Optional<InetSocketAddress> webSocket = Optional.empty();
    TlsPolicy tlsPolicy = TlsPolicy.REQUIRED;
    BindingPolicy binding = BindingPolicy.builder().build();
    Optional<FederationConfig> federation = Optional.empty();
    Optional<X509Bundle> authority = Optional.empty();
    boolean anonymous;
    boolean channelBinding;
    boolean registration;
    Duration resumption = Duration.ofMinutes(5);
    Optional<Scheduler> scheduler = Optional.empty();
    Supplier<Instant> now = Instant::now;

    EndpointBuilder() {}

    /**
     * Adds a domain.
     *
     * @param domain a domain; {@code localhost} is served if none is added, else the first is the default
     * @return this builder
     */
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

    /**
     * Sets where to listen; a free port of the loopback address unless set.
     *
     * @param address a local address; port 0 for a free one
     * @return this builder
     */
    public EndpointBuilder address(InetSocketAddress address) {
        this.address = address;
        return this;
    }

    /**
     * Sets what to ask of TLS; {@link TlsPolicy#REQUIRED} unless set.
     *
     * @param policy whether streams have to be secured before authentication
     * @return this builder
     */
    public EndpointBuilder tlsPolicy(TlsPolicy policy) {
        this.tlsPolicy = policy;
        return this;
    }

    /**
     * Sets where to listen for streams with direct TLS besides (XEP-0368); nowhere unless set.
     *
     * @param address a local address; port 0 for a free one
     * @return this builder
     */
    public EndpointBuilder directTls(InetSocketAddress address) {
        this.directTls = Optional.of(address);
        return this;
    }

    /**
     * Sets where to ask clients for certificates, for EXTERNAL, over TLS in any case; nowhere unless set.
     *
     * @param address a local address; port 0 for a free one
     * @return this builder
     */
    public EndpointBuilder external(InetSocketAddress address) {
        this.external = Optional.of(address);
        return this;
    }

    /**
     * Sets where to listen besides for external components (XEP-0114), without TLS; nowhere unless set. Unless {@link #component}
     * says others, one may connect that is called {@code component.} and the first domain, as a rule, and has a random secret: {@link
     * EmbeddedEndpoint#variables} tell both.
     *
     * @param address a local address; port 0 for a free one
     * @return this builder
     */
    public EndpointBuilder components(InetSocketAddress address) {
        this.components = Optional.of(address);
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
     * Sets where to listen for WebSockets (RFC 7395), at {@code /xmpp-websocket} and without TLS; nowhere unless set.
     *
     * @param address a local address; port 0 for a free one
     * @return this builder
     */
    public EndpointBuilder webSocket(InetSocketAddress address) {
        this.webSocket = Optional.of(address);
        return this;
    }

    /**
     * Sets who makes the endpoint's certificates, and whose of clients and servers are believed; one made on the spot unless set.
     *
     * @param certificate its certificate
     * @param key the private key for that
     * @return this builder
     * @throws IllegalArgumentException if the key is another one
     */
    public EndpointBuilder authority(X509Certificate certificate, PrivateKey key) {
        this.authority = Optional.of(EndpointCertificates.authority(certificate, key));
        return this;
    }

    /**
     * Has it talk to other servers; not done unless set.
     *
     * @param config where to listen for other servers, and how to find them
     * @return this builder
     */
    public EndpointBuilder federation(FederationConfig config) {
        this.federation = Optional.of(config);
        return this;
    }

    /**
     * Sets what becomes of resourceparts that are in use; the server makes another unless set.
     *
     * @param policy decides which resourcepart a client gets, and how many resources an account may have
     * @return this builder
     */
    public EndpointBuilder binding(BindingPolicy policy) {
        this.binding = policy;
        return this;
    }

    /**
     * Lets people in without an account, by ANONYMOUS. Each gets an address of its own while connected.
     *
     * @return this builder
     */
    public EndpointBuilder anonymous() {
        this.anonymous = true;
        return this;
    }

    /**
     * Offers the SCRAM mechanisms that bind the channel too (XEP-0440). Not done unless set: a client that knows other types
     * than the JDK gives, and does not look which are offered, could then log in by none of the SCRAM mechanisms (RFC 5802
     * section 6).
     *
     * @return this builder
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
        this.scheduler = Optional.of(scheduler);
        return this;
    }

    /**
     * Lets people make accounts themselves, at most 10,000 in all (XEP-0077); where TLS can be had, over TLS only.
     *
     * @return this builder
     */
    public EndpointBuilder registration() {
        this.registration = true;
        return this;
    }

    /** Sets what time it is, for what is stamped. */
    EndpointBuilder now(Supplier<Instant> now) {
        this.now = now;
        return this;
    }

    /**
     * {@return the endpoint, not yet listening}
     *
     * @throws IllegalArgumentException if a localpart or a password cannot be prepared
     * @throws IllegalStateException if a component has the name of a domain
     */
    public EmbeddedEndpoint build() {
        return new EndpointAssembly(this).build();
    }
}
