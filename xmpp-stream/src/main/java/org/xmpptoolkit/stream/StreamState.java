package org.xmpptoolkit.stream;

import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.jid.Jid;

/**
 * What is known about a stream at one moment. Immutable.
 *
 * @param role which side we are
 * @param ours the direction from us to the peer
 * @param theirs the direction from the peer to us
 * @param phase how far the stream has come
 * @param tlsPolicy what the stream asks of TLS
 * @param secure whether TLS protects it
 * @param tls the TLS session, if the driver handed one in
 * @param account the bare address that was authenticated; ours if we initiate, else the peer's (RFC 6120 section 4.3.6). A
 *     component's is its name (XEP-0114)
 * @param bound the full address that was bound (RFC 6120 section 7)
 * @param authorized the pairs of domains that were validated, between servers
 * @param localHeader the header that we sent last
 * @param peerHeader the header that the peer sent last; none after TLS until a new one comes
 */
public record StreamState(
        Role role,
        Half ours,
        Half theirs,
        Phase phase,
        TlsPolicy tlsPolicy,
        boolean secure,
        Optional<TlsSession> tls,
        Optional<Jid> account,
        Optional<Jid> bound,
        Set<DomainPair> authorized,
        Optional<StreamHeader> localHeader,
        Optional<StreamHeader> peerHeader) {
    /**
     * Copies the set.
     *
     * @param role which side we are
     * @param ours the direction from us to the peer
     * @param theirs the direction from the peer to us
     * @param phase how far the stream has come
     * @param tlsPolicy what the stream asks of TLS
     * @param secure whether TLS protects it: the handshake is done
     * @param tls nothing without TLS
     * @param account nothing before authentication
     * @param bound nothing before resource binding, and on streams that have none
     * @param authorized copied
     * @param localHeader nothing before it is sent
     * @param peerHeader nothing before it has come
     */
    public StreamState {
        authorized = Set.copyOf(authorized);
    }
}
