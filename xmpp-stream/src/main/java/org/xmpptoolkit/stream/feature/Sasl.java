package org.xmpptoolkit.stream.feature;

import java.util.Objects;

/**
 * Authentication by SASL (RFC 6120 section 6), with the mechanisms of {@link SaslMechanism}.
 *
 * <p>Expensive derivations are questions of the kind {@link org.xmpptoolkit.stream.Computation}. A server asks {@link
 * CredentialsRequested}, and never needs a password in clear; for other mechanisms it asks {@link ExternalRequested} and {@link
 * AnonymousRequested}, and {@link AuthorizationRequested} if it is told to.
 */
public final class Sasl {
    private Sasl() {}

    /**
     * Authenticates as a client, by {@link SaslClientPolicy#DEFAULT}.
     *
     * @param credentials who the client is
     * @return the feature
     */
    public static StreamFeature.Initiating client(SaslCredentials credentials) {
        return client(credentials, SaslClientPolicy.DEFAULT);
    }

    /**
     * Authenticates as a client, or as a server with {@link SaslCredentials#server}. The account is the user name at the domain of
     * {@code to}, or the authorization identity; a server's is its domain, and the pair of both domains is authorized with it.
     *
     * @param credentials who the client is
     * @param policy what it accepts
     * @return the feature
     */
    public static StreamFeature.Initiating client(SaslCredentials credentials, SaslClientPolicy policy) {
        return new SaslInitiating(
                Objects.requireNonNull(credentials, "credentials"), Objects.requireNonNull(policy, "policy"));
    }

    /**
     * Authenticates clients, with every mechanism that the stream allows.
     *
     * @return the feature
     */
    public static StreamFeature.Receiving server() {
        return server(SaslServerConfig.builder().build());
    }

    /**
     * Authenticates clients, and on streams of the content namespace {@code jabber:server} other servers: these by EXTERNAL only,
     * without a question, where the certificate is one of the domain in {@code from} of the header (XEP-0178 section 3). Then the
     * pair of that domain and the one that answers is authorized.
     *
     * @param config what is offered
     * @return the feature
     */
    public static StreamFeature.Receiving server(SaslServerConfig config) {
        return new SaslReceiving(Objects.requireNonNull(config, "config"));
    }
}
