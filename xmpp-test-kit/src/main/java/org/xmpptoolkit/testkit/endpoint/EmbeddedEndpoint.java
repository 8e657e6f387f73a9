package org.xmpptoolkit.testkit.endpoint;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppServer;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.HeaderOffered;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;

/**
 * A server for tests: STARTTLS with a certificate made on the spot, SASL with SCRAM and PLAIN, resource binding, and routing of
 * messages, presence and iq between its bound clients. Everything is in memory. Thread-safe.
 */
public final class EmbeddedEndpoint implements AutoCloseable {
    private static final List<Language> LANGUAGES = List.of(Language.of("en"));

    private final List<Jid> domains;
    private final EndpointCertificates certificates;
    private final List<StreamFeature.Receiving> features =
            List.of(new StartTls(), Sasl.server(), ResourceBinding.server());
    private final XmppServer server;

    private EmbeddedEndpoint(Builder builder) {
        this.domains = List.copyOf(builder.domains.isEmpty() ? List.of(Jid.ofDomain("localhost")) : builder.domains);
        this.certificates = EndpointCertificates.make(domains);
        Accounts accounts = new Accounts();
        for (Jid domain : domains) {
            builder.accounts.forEach((user, password) -> accounts.add(domain.withLocalpart(user), password));
        }
        Router router = new Router(domains::contains, accounts::contains);
        StreamConfig config = StreamConfig.builder()
                .from(domains.get(0))
                .tlsPolicy(builder.tlsPolicy)
                .hosts(this::serve)
                .askComputations(true)
                .build();
        this.server = XmppServer.builder()
                .address(builder.address)
                .config(config)
                .certificate(certificates.context())
                .listener(new EndpointListener(accounts, router))
                .build();
    }

    /** A builder; without a domain the endpoint serves {@code localhost}. */
    public static Builder builder() {
        return new Builder();
    }

    private HeaderAnswer serve(HeaderOffered offered) {
        Optional<Jid> domain = offered.header().rawTo().isEmpty()
                ? Optional.of(domains.get(0)) // RFC 6120 section 4.7.2: old peers leave it out
                : offered.header().to().filter(domains::contains);
        return domain.<HeaderAnswer>map(served -> new HeaderAnswer.Serve(served, features, LANGUAGES))
                .orElseGet(() -> new HeaderAnswer.Refuse(
                        StreamError.of(StreamErrorCondition.HOST_UNKNOWN), Optional.of(domains.get(0))));
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
            return this;
        } catch (CompletionException e) {
            @Nullable Throwable cause = e.getCause();
            throw cause instanceof IOException io ? io : new IOException(e);
        }
    }

    /** The port that it listens at. */
    public int port() {
        return server.port();
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

    /** Ends every stream with {@code system-shutdown}, and stops to listen. */
    @Override
    public void close() {
        server.stop().toCompletableFuture().join();
    }

    /** Collects an endpoint. Not thread-safe. */
    public static final class Builder {
        private final List<Jid> domains = new ArrayList<>();
        private final Map<String, char[]> accounts = new LinkedHashMap<>();
        private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        private TlsPolicy tlsPolicy = TlsPolicy.REQUIRED;

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
