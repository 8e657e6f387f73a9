package org.xmpptoolkit.stream;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.framing.DocumentFraming;
import org.xmpptoolkit.stream.framing.Framing;

/** How a stream is to be run. Immutable; one configuration serves any number of streams. */
public final class StreamConfig {
    private static final int ID_OCTETS = 16;

    private final Framing framing;
    private final Optional<Jid> to;
    private final Optional<Jid> from;
    private final List<Language> languages;
    private final String contentNamespace;
    private final JidProfile jidProfile;
    private final Supplier<String> ids;
    private final StreamLimits limits;
    private final TlsPolicy tlsPolicy;
    private final Optional<Function<HeaderOffered, HeaderAnswer>> hosts;
    private final Optional<Function<Jid, DomainStatus>> domains;
    private final boolean askComputations;
    private final FromPolicy fromPolicy;
    private final boolean stanzasBeforeBinding;

    private StreamConfig(Builder builder) {
        this.framing = builder.framing;
        this.to = builder.to;
        this.from = builder.from;
        this.languages = List.copyOf(builder.languages);
        this.contentNamespace = builder.contentNamespace;
        this.jidProfile = builder.jidProfile;
        this.ids = builder.ids;
        this.limits = builder.limits;
        this.tlsPolicy = builder.tlsPolicy;
        this.hosts = builder.hosts;
        this.domains = builder.domains;
        this.askComputations = builder.askComputations;
        this.fromPolicy = builder.fromPolicy;
        this.stanzasBeforeBinding = builder.stanzasBeforeBinding;
    }

    /** {@return a builder with the defaults that each of its methods names} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that has all of this configuration already; changing it leaves this one as it is} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    Framing framing() {
        return framing;
    }

    /** {@return the domain that streams are opened to; nothing for a receiving entity} */
    public Optional<Jid> to() {
        return to;
    }

    Optional<Jid> from() {
        return from;
    }

    List<Language> languages() {
        return languages;
    }

    /** {@return the namespace of the stanzas} */
    public String contentNamespace() {
        return contentNamespace;
    }

    /** Whether the stream is one between servers. */
    boolean betweenServers() {
        return contentNamespace.equals(Namespaces.SERVER);
    }

    JidProfile jidProfile() {
        return jidProfile;
    }

    Supplier<String> ids() {
        return ids;
    }

    /** {@return the bounds on what comes in, once the peer has authenticated} */
    public StreamLimits limits() {
        return limits;
    }

    /** {@return what is asked of TLS} */
    public TlsPolicy tlsPolicy() {
        return tlsPolicy;
    }

    Optional<Function<HeaderOffered, HeaderAnswer>> hosts() {
        return hosts;
    }

    Optional<Function<Jid, DomainStatus>> domains() {
        return domains;
    }

    boolean askComputations() {
        return askComputations;
    }

    FromPolicy fromPolicy() {
        return fromPolicy;
    }

    boolean stanzasBeforeBinding() {
        return stanzasBeforeBinding;
    }

    /** {@return a supplier of ids that nobody can guess: 128 random bits each, as base64url} Thread-safe. */
    public static Supplier<String> randomIds() {
        SecureRandom random = new SecureRandom();
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return () -> {
            byte[] octets = new byte[ID_OCTETS];
            random.nextBytes(octets);
            return encoder.encodeToString(octets);
        };
    }

    /** Collects a configuration. Not thread-safe. */
    public static final class Builder {
        private Framing framing = new DocumentFraming();
        private Optional<Jid> to = Optional.empty();
        private Optional<Jid> from = Optional.empty();
        private List<Language> languages = List.of(Language.of("en"));
        private String contentNamespace = Namespaces.CLIENT;
        private JidProfile jidProfile = JidProfile.STRINGPREP_QUERY;
        private Supplier<String> ids = randomIds();
        private StreamLimits limits = StreamLimits.DEFAULT;
        private TlsPolicy tlsPolicy = TlsPolicy.REQUIRED;
        private Optional<Function<HeaderOffered, HeaderAnswer>> hosts = Optional.empty();
        private Optional<Function<Jid, DomainStatus>> domains = Optional.empty();
        private boolean askComputations;
        private FromPolicy fromPolicy = FromPolicy.OVERWRITE;
        private boolean stanzasBeforeBinding;

        private Builder() {}

        private Builder(StreamConfig config) {
            this.framing = config.framing;
            this.to = config.to;
            this.from = config.from;
            this.languages = config.languages;
            this.contentNamespace = config.contentNamespace;
            this.jidProfile = config.jidProfile;
            this.ids = config.ids;
            this.limits = config.limits;
            this.tlsPolicy = config.tlsPolicy;
            this.hosts = config.hosts;
            this.domains = config.domains;
            this.askComputations = config.askComputations;
            this.fromPolicy = config.fromPolicy;
            this.stanzasBeforeBinding = config.stanzasBeforeBinding;
        }

        /**
         * Sets how frames are laid over the transport; {@link DocumentFraming} unless set. With {@link
         * org.xmpptoolkit.stream.framing.MessageFraming} the TLS policy has to be set, too.
         *
         * @param framing the same for both directions
         * @return this builder
         */
        public Builder framing(Framing framing) {
            this.framing = Objects.requireNonNull(framing, "framing");
            return this;
        }

        /**
         * Sets the domain to open the stream to: {@code to} of the initial header, the name for SNI, and the reference identity of
         * the certificate. An initiating entity has to set it.
         *
         * @param domain an address that is a domain
         * @return this builder
         * @throws IllegalArgumentException if the address has a localpart or resourcepart
         */
        public Builder to(Jid domain) {
            if (domain.localpart().isPresent() || domain.resourcepart().isPresent()) {
                throw new IllegalArgumentException(
                        domain + " is no domain (RFC 6120 section 4.7.2): use its domain() for the stream's to");
            }
            this.to = Optional.of(domain);
            return this;
        }

        /**
         * Sets the own address. A client says it in its header once TLS protects the stream (RFC 6120 section 4.7.1), a server that
         * opens a stream to another has to have one and says it at once;
         * a receiving entity says it where a header is answered with an error before a domain was found. None unless set.
         *
         * @param address a client's bare address, or a server's domain
         * @return this builder
         */
        public Builder from(Jid address) {
            this.from = Optional.of(address);
            return this;
        }

        /**
         * Sets the language of what we send, and for a receiving entity more that it speaks. English unless set.
         *
         * @param languages the default first
         * @return this builder
         * @throws IllegalArgumentException if there is none
         */
        public Builder languages(List<Language> languages) {
            if (languages.isEmpty()) {
                throw new IllegalArgumentException("a stream has a language (RFC 6120 section 4.7.4): give one");
            }
            this.languages = languages;
            return this;
        }

        /**
         * Sets the namespace of the stanzas; {@link Namespaces#CLIENT} unless set. With {@link Namespaces#COMPONENT_ACCEPT}, {@link #to}
         * is the component's name, and {@link #tlsPolicy} has to be set too.
         *
         * @param namespace one of {@link Namespaces#CLIENT}, {@link Namespaces#SERVER} and {@link Namespaces#COMPONENT_ACCEPT}
         * @return this builder
         */
        public Builder contentNamespace(String namespace) {
            this.contentNamespace = Objects.requireNonNull(namespace, "namespace");
            return this;
        }

        /**
         * Sets how addresses from the peer are prepared; {@link JidProfile#STRINGPREP_QUERY} unless set.
         *
         * @param profile {@link JidProfile#STRINGPREP} refuses code points that came after Unicode 3.2
         * @return this builder
         */
        public Builder jidProfile(JidProfile profile) {
            this.jidProfile = Objects.requireNonNull(profile, "profile");
            return this;
        }

        /**
         * Sets where stream ids come from; 128 random bits each unless set. They must be unpredictable and unique.
         *
         * @param ids gives one for each header of a receiving entity, on the thread that drives the stream
         * @return this builder
         */
        public Builder ids(Supplier<String> ids) {
            this.ids = Objects.requireNonNull(ids, "ids");
            return this;
        }

        /**
         * Sets the bounds; {@link StreamLimits#DEFAULT} unless set. Before authentication fewer octets are allowed.
         *
         * @param limits those that hold once the peer has authenticated
         * @return this builder
         */
        public Builder limits(StreamLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /**
         * Sets what to ask of TLS; {@link TlsPolicy#REQUIRED} unless set.
         *
         * @param policy has to fit the framing, and the namespace of the stanzas
         * @return this builder
         */
        public Builder tlsPolicy(TlsPolicy policy) {
            this.tlsPolicy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets what answers {@link HeaderOffered} at once; the application is asked unless set. Receiving entity only.
         *
         * @param hosts called on the thread that drives the stream, so it must not block
         * @return this builder
         */
        public Builder hosts(Function<HeaderOffered, HeaderAnswer> hosts) {
            this.hosts = Optional.of(hosts);
            return this;
        }

        /**
         * Sets what a server knows of domains. By this it tells a peer host-unknown, host-gone or invalid-from of a stanza whose pair
         * of domains was not validated on the stream (RFC 6120 sections 8.1.1.2 and 8.1.2.2). Unless set, its domains are those of the
         * validated pairs. Streams between servers only.
         *
         * @param domains answers at once, for any domain
         * @return this builder
         */
        public Builder domains(Function<Jid, DomainStatus> domains) {
            this.domains = Optional.of(domains);
            return this;
        }

        /**
         * Sets whether each {@link Computation} is asked of the driver instead of being done at once.
         *
         * @param ask true where the thread that drives the stream must not be held up, as an event loop; false unless set
         * @return this builder
         */
        public Builder askComputations(boolean ask) {
            this.askComputations = ask;
            return this;
        }

        /**
         * Sets what is done about a client's stanza whose {@code from} is another's; {@link FromPolicy#OVERWRITE} unless set.
         * Receiving entity only.
         *
         * @param policy whether such a stanza goes on or ends the stream
         * @return this builder
         */
        public Builder fromPolicy(FromPolicy policy) {
            this.fromPolicy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets whether stanzas to the server or to the own account may flow between authentication and resource binding (RFC 6120
         * section 4.3.5). Unless set a receiving entity answers them with not-authorized, and an initiating one does not send them.
         *
         * @param allowed false unless set
         * @return this builder
         */
        public Builder stanzasBeforeBinding(boolean allowed) {
            this.stanzasBeforeBinding = allowed;
            return this;
        }

        /**
         * The configuration.
         *
         * @return the configuration
         * @throws IllegalArgumentException if TLS is to be negotiated, and the framing has no place for that; or if TLS is required
         *     on the streams of components, which have no STARTTLS
         */
        public StreamConfig build() {
            boolean negotiated = tlsPolicy == TlsPolicy.REQUIRED || tlsPolicy == TlsPolicy.WHEN_OFFERED;
            if (negotiated && !framing.permits(new StartTls())) {
                throw new IllegalArgumentException("TlsPolicy." + tlsPolicy
                        + " asks for STARTTLS, which this framing has no place for (RFC 7395 section 3.9): set TlsPolicy.DIRECT"
                        + " for wss, or NONE for ws");
            }
            if (contentNamespace.equals(Namespaces.COMPONENT_ACCEPT) && tlsPolicy == TlsPolicy.REQUIRED) {
                throw new IllegalArgumentException("TlsPolicy." + tlsPolicy
                        + " asks for STARTTLS, which streams of components do not have (XEP-0114 section 3): set TlsPolicy.NONE,"
                        + " or DIRECT where the transport brings TLS");
            }
            return new StreamConfig(this);
        }
    }
}
