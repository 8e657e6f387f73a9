package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.identity.PeerIdentities;
import org.xmpptoolkit.stream.identity.Service;

/**
 * EXTERNAL on the receiving server's side, for a server (XEP-0178 section 3). Its certificate has been looked at; an authorization
 * identity may say no other domain than the header did (RFC 6120 section 6.3.8).
 *
 * @param peer the domain that the certificate stands for
 */
record ServerExternalExchange(Jid peer) implements SaslServerExchange {
    /** Whether a stream is one between servers. */
    static boolean isFor(StreamState state) {
        return state.localHeader()
                .filter(header -> header.contentNamespace().equals(Namespaces.SERVER))
                .isPresent();
    }

    /** The domain that the peer's header says, if the peer's certificate is one of it whose path was validated. */
    static Optional<Jid> proven(StreamState state) {
        return state.peerHeader()
                .flatMap(StreamHeader::from)
                .filter(from -> state.tls().filter(tls -> proves(tls, from)).isPresent());
    }

    private static boolean proves(TlsSession tls, Jid domain) {
        return tls.peerTrust() == PathTrust.VERIFIED
                && !tls.peer().isEmpty()
                && PeerIdentities.of(tls.peer().get(0)).matches(domain, Service.SERVER);
    }

    @Override
    public SaslTurn receive(byte[] message) {
        return SaslText.tryUtf8(message)
                .map(text -> identity(text.toString()))
                .orElseGet(() -> new SaslTurn.Fail(SaslFailureCondition.MALFORMED_REQUEST));
    }

    private SaslTurn identity(String text) {
        boolean same = text.isEmpty()
                || Jid.tryParse(text, SaslAccounts.forPeer(peer.profile()))
                        .toOptional()
                        .filter(peer::equals)
                        .isPresent();
        return same
                ? new SaslTurn.Accept(peer, peer, Optional.empty(), true)
                : new SaslTurn.Fail(SaslFailureCondition.INVALID_AUTHZID);
    }
}
