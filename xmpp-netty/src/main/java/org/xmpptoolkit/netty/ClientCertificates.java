package org.xmpptoolkit.netty;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.stream.TlsSession.PathTrust;

/**
 * Whether a server asks its clients for a certificate, as for SASL EXTERNAL (RFC 6120 section 13.7.2, XEP-0178), and which authorities
 * it believes. What came stands in {@link org.xmpptoolkit.stream.TlsSession#peer()}, and whether it is believed in {@link
 * org.xmpptoolkit.stream.TlsSession#peerTrust()}: {@link PathTrust#VERIFIED} only if the path leads to one of the authorities, for the
 * use by clients and at this time. Immutable and thread-safe.
 *
 * <pre>{@code
 * ClientCertificates clients = ClientCertificates.wanted(authorities);
 * XmppServer.builder()
 *         .certificate(clients.ask(SslContextBuilder.forServer(key, chain)).build())
 *         .clientCertificates(clients)
 * }</pre>
 */
public final class ClientCertificates {
    private final X509TrustManager authorities;
    private final boolean required;

    private ClientCertificates(TrustManagerFactory authorities, boolean required) {
        this.authorities = TrustManagers.x509(authorities);
        this.required = required;
    }

    /**
     * Asks for a certificate. TLS goes on without, and with one that is not believed.
     *
     * @param authorities whom to believe
     * @return certificates that are asked for, and need not be shown
     * @throws IllegalArgumentException if there is no trust manager for X.509 certificates
     */
    public static ClientCertificates wanted(TrustManagerFactory authorities) {
        return new ClientCertificates(authorities, false);
    }

    /**
     * Asks for a certificate, and ends the handshake without one that is believed.
     *
     * @param authorities whom to believe
     * @return certificates that are asked for, and have to be shown
     * @throws IllegalArgumentException if there is no trust manager for X.509 certificates
     */
    public static ClientCertificates required(TrustManagerFactory authorities) {
        return new ClientCertificates(authorities, true);
    }

    /**
     * Lets a context ask. It gets a trust manager that leaves the judgement to {@link XmppServer.Builder#clientCertificates}; so it
     * is for a server with that only.
     *
     * @param server a builder for servers
     * @return the same builder
     */
    public SslContextBuilder ask(SslContextBuilder server) {
        return required
                ? server.clientAuth(ClientAuth.REQUIRE).trustManager(authorities)
                : server.clientAuth(ClientAuth.OPTIONAL)
                        .trustManager(new LaterJudgement(authorities, LaterJudgement.Of.CLIENTS));
    }

    PathTrust judge(List<X509Certificate> chain) throws TransportException {
        if (!required && chain.isEmpty()) {
            return PathTrust.ABSENT;
        }
        try {
            if (chain.isEmpty()) {
                throw new CertificateException("the client showed none");
            }
            String algorithm = chain.get(0).getPublicKey().getAlgorithm();
            authorities.checkClientTrusted(chain.toArray(X509Certificate[]::new), algorithm);
            return PathTrust.VERIFIED;
        } catch (CertificateException notBelieved) {
            if (required) { // as where a session is taken up again, and its certificate is expired by now
                throw new TransportException(
                        Kind.CERTIFICATE_UNTRUSTED,
                        "the client's certificate is not trusted: " + notBelieved.getMessage(),
                        notBelieved);
            }
            return PathTrust.UNVERIFIED;
        }
    }
}
