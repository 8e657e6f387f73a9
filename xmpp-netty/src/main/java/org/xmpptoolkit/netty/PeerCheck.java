package org.xmpptoolkit.netty;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.TransportException.Kind;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.identity.PeerIdentities;
import org.xmpptoolkit.stream.identity.Service;

/** Judges the peer's certificates once the handshake is done (RFC 6120 section 13.7.2). */
@FunctionalInterface
interface PeerCheck {
    /**
     * Judges them.
     *
     * @param chain the peer's own certificate first; empty if it showed none
     * @throws TransportException if the connection is not to go on
     */
    PathTrust judge(List<X509Certificate> chain) throws TransportException;

    /**
     * A client's: the handshake itself validates the path by the context's trust manager, or ends; the names are left (RFC 6125
     * section 6).
     *
     * @param domain whom the certificate has to name
     * @param service what it is asked for
     */
    static PeerCheck ofServer(Jid domain, Service service) {
        return chain -> {
            if (chain.isEmpty()) {
                return PathTrust.ABSENT;
            }
            if (!PeerIdentities.of(chain.get(0)).matches(domain, service)) {
                throw new TransportException(
                        Kind.CERTIFICATE_NAME, "the peer's certificate is for another name than " + domain, null);
            }
            return PathTrust.VERIFIED;
        };
    }

    /** What the peer of an initiating entity is asked for: its content namespace tells. */
    static Service service(StreamConfig config) {
        return config.contentNamespace().equals(Namespaces.SERVER) ? Service.SERVER : Service.CLIENT;
    }

    /** A server's: where it does not ask for certificates, none is believed. */
    static PeerCheck ofClients(Optional<ClientCertificates> clients) {
        return clients.isPresent()
                ? clients.get()::judge
                : chain -> chain.isEmpty() ? PathTrust.ABSENT : PathTrust.UNVERIFIED;
    }
}
