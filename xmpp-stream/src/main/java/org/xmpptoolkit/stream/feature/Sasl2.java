package org.xmpptoolkit.stream.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Authentication by the second SASL profile, which takes one round trip less and has room for more: resource binding by {@link
 * Bind2}, and stream management, in the same exchange (XEP-0388, XEP-0198 section 9). Mechanisms, policies, questions and
 * counts are those of {@link Sasl}. It is offered and used under TLS only. Tasks (section 2.6.3) are neither asked for nor done.
 *
 * <p>Not every peer has it: list what it stands for behind it, and where it is not offered, or does not take a feature inline, the
 * stream goes the longer way. A client that goes on with a stream if it can lists
 * <pre>{@code
 * new StartTls(),
 * Sasl2.client(credentials)
 *         .inline(StreamManagement.resuming(state, sm))
 *         .inline(Bind2.request("Orchard", StreamManagement.enable(sm)))
 *         .build(),
 * Sasl.client(credentials),
 * StreamManagement.resuming(state, sm),
 * ResourceBinding.request(),
 * StreamManagement.enable(sm)
 * }</pre>
 */
public final class Sasl2 {
    private Sasl2() {}

    /**
     * Authenticates as a client. The account is what the server says it is. Set the account's address as {@link
     * org.xmpptoolkit.stream.StreamConfig.Builder#from}: a server may need it to tell which mechanisms it has (XEP-0388 section 2.1).
     *
     * @param credentials who the client is
     * @return a builder with the defaults that each of its methods names
     */
    public static ClientBuilder client(SaslCredentials credentials) {
        return new ClientBuilder(credentials);
    }

    /**
     * Authenticates clients. In {@code config} list the mechanisms that the account can use which the client names in its header, if
     * accounts differ in that: the answer to the header is the place to choose (XEP-0388 section 2.1).
     *
     * @param config what is offered
     * @param inline what clients may ask for in the same exchange: {@link
     *     org.xmpptoolkit.stream.management.StreamManagement#server} for resumption, and {@link Bind2#server}
     * @return the feature
     * @throws IllegalArgumentException if one of them cannot be inline
     */
    public static StreamFeature.Receiving server(SaslServerConfig config, StreamFeature.Receiving... inline) {
        Objects.requireNonNull(config, "config");
        Stream.of(inline).forEach(Sasl2::requireInline);
        // Resumption goes before binding, which it makes needless (XEP-0198 section 9.2).
        List<StreamFeature.Receiving> ordered = Stream.of(inline)
                .sorted(Comparator.comparing(feature -> feature.name().equals(Bind2.NAME)))
                .toList();
        return new Sasl2Receiving(config, ordered);
    }

    private static void requireInline(StreamFeature feature) {
        if (!feature.fitsInline()) {
            throw new IllegalArgumentException(
                    feature.name() + " has no place in SASL2: list it on the stream, behind SASL2");
        }
    }

    /** Collects what a client asks for. Not thread-safe. */
    public static final class ClientBuilder {
        private final SaslCredentials credentials;
        private SaslClientPolicy policy = SaslClientPolicy.DEFAULT;
        private Optional<UserAgent> userAgent = Optional.empty();
        private final List<StreamFeature.Initiating> inline = new ArrayList<>(2);

        private ClientBuilder(SaslCredentials credentials) {
            this.credentials = Objects.requireNonNull(credentials, "credentials");
        }

        /**
         * Sets what the client accepts; {@link SaslClientPolicy#DEFAULT} unless set.
         *
         * @param policy which mechanisms, in which order, and where PLAIN may be used
         * @return this builder
         */
        public ClientBuilder policy(SaslClientPolicy policy) {
            this.policy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets what the client says of itself; nothing unless set.
         *
         * @param userAgent its id is to be the same each time this installation logs in
         * @return this builder
         */
        public ClientBuilder userAgent(UserAgent userAgent) {
            this.userAgent = Optional.of(userAgent);
            return this;
        }

        /**
         * Adds what to ask for in the same exchange, if the server offers it there: {@link
         * org.xmpptoolkit.stream.management.StreamManagement#resuming}, and {@link Bind2#request}. A feature that is asked for inline
         * is not begun again by itself on this stream.
         *
         * @param feature the feature
         * @return this builder
         * @throws IllegalArgumentException if it cannot be inline
         */
        public ClientBuilder inline(StreamFeature.Initiating feature) {
            requireInline(feature);
            inline.add(feature);
            return this;
        }

        /** {@return the feature} */
        public StreamFeature.Initiating build() {
            return new Sasl2Initiating(credentials, policy, userAgent, List.copyOf(inline));
        }
    }
}
