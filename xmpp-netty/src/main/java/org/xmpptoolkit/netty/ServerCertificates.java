package org.xmpptoolkit.netty;

import io.netty.handler.ssl.SslContextBuilder;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.identity.PeerIdentities;
import org.xmpptoolkit.stream.identity.Service;

/**
 * Lets a stream to another server go on whatever certificate that shows, because something else tells who it is, as dialback does
 * (RFC 6120 section 13.7.2, XEP-0220 section 1): without it, TLS ends where the certificate is not trusted. Whether it is believed stands in
 * {@link org.xmpptoolkit.stream.TlsSession#peerTrust()}: {@link PathTrust#VERIFIED} only if the path leads to one of the authorities, at
 * this time, and the certificate names the domain that the stream is opened to. Never for clients: they have nothing else to tell
 * servers by. Immutable and thread-safe.
 *
 * <pre>{@code
 * ServerCertificates servers = ServerCertificates.wanted(authorities);
 * XmppClient.builder()
 *         .trust(servers.take(SslContextBuilder.forClient().keyManager(key, chain)).build())
 *         .serverCertificates(servers)
 * }</pre>
 */
public final class ServerCertificates {
    /** What the JDK itself says under TLS 1.3, where the cipher suite does not tell what the key is for: it has to sign. */
    private static final String SIGNING = "UNKNOWN";

    private final X509TrustManager authorities;

    private ServerCertificates(TrustManagerFactory authorities) {
        this.authorities = TrustManagers.x509(authorities);
    }

    /**
     * Looks at the certificate. TLS goes on without, and with one that is not believed.
     *
     * @param authorities whom to believe
     * @return certificates that are looked at, and need not be believed
     * @throws IllegalArgumentException if there is no trust manager for X.509 certificates
     */
    public static ServerCertificates wanted(TrustManagerFactory authorities) {
        return new ServerCertificates(authorities);
    }

    /**
     * Has a context take every certificate. The judgement is left to {@link XmppClient.Builder#serverCertificates}; so it is for a
     * client with that only.
     *
     * @param client a builder for clients
     * @return the same builder
     */
    public SslContextBuilder take(SslContextBuilder client) {
        return client.trustManager(new LaterJudgement(authorities, LaterJudgement.Of.SERVERS));
    }

    /** Judges what a server shows that is to be of a domain. */
    PeerCheck judge(Jid domain) {
        return chain -> {
            if (chain.isEmpty()) {
                return PathTrust.ABSENT;
            }
            boolean named = PeerIdentities.of(chain.get(0)).matches(domain, Service.SERVER);
            return named && isTrusted(chain) ? PathTrust.VERIFIED : PathTrust.UNVERIFIED;
        };
    }

    private boolean isTrusted(List<X509Certificate> chain) {
        try {
            authorities.checkServerTrusted(chain.toArray(X509Certificate[]::new), SIGNING);
            return true;
        } catch (CertificateException notBelieved) {
            return false;
        }
    }
}
