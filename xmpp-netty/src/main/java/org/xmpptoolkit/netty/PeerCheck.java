package org.xmpptoolkit.netty;

import io.netty.util.NetUtil;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
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
    /** The kind of names that addresses are (RFC 5280 section 4.2.1.6). */
    Integer IP_ADDRESS = 7;

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
                throw otherName(domain);
            }
            return PathTrust.VERIFIED;
        };
    }

    /** What the peer of an initiating entity is asked for: its content namespace tells. */
    static Service service(StreamConfig config) {
        return config.contentNamespace().equals(Namespaces.SERVER) ? Service.SERVER : Service.CLIENT;
    }

    /**
     * A client's for a WebSocket or for HTTPS: the certificate has to name the host that the URI has, by the same rules; or the address
     * that it has instead (RFC 9110 section 4.3.5).
     *
     * @param host whom the certificate has to name
     */
    static PeerCheck ofHost(Jid host) {
        String name = TlsHandlers.hostName(host);
        return TlsHandlers.isAddress(name)
                ? chain -> {
                    if (!chain.isEmpty() && !hasAddress(chain.get(0), name)) {
                        throw otherName(host);
                    }
                    return chain.isEmpty() ? PathTrust.ABSENT : PathTrust.VERIFIED;
                }
                : ofServer(host, Service.CLIENT);
    }

    private static boolean hasAddress(X509Certificate certificate, String address) {
        try {
            byte[] wanted = NetUtil.createByteArrayFromIpAddressString(address);
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream)
                    .filter(name -> Objects.equals(name.get(0), IP_ADDRESS))
                    .anyMatch(name ->
                            Arrays.equals(wanted, NetUtil.createByteArrayFromIpAddressString((String) name.get(1))));
        } catch (CertificateParsingException | RuntimeException unreadable) { // the JDK throws either
            return false;
        }
    }

    private static TransportException otherName(Jid wanted) {
        return new TransportException(
                Kind.CERTIFICATE_NAME, "the peer's certificate is for another name than " + wanted, null);
    }

    /** A server's: where it does not ask for certificates, none is believed. */
    static PeerCheck ofClients(Optional<ClientCertificates> clients) {
        return clients.isPresent()
                ? clients.get()::judge
                : chain -> chain.isEmpty() ? PathTrust.ABSENT : PathTrust.UNVERIFIED;
    }
}
