package org.xmpptoolkit.stream.feature;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.TlsSession;

/**
 * The server's question whom the certificate of a client stands for, that logs in with EXTERNAL (RFC 6120 section 6.3.4, XEP-0178
 * section 2). The driver has validated its path. A refusal ends the stream, since another try would show the same certificate.
 *
 * <p>To accept another account than the one that was requested makes {@code reply} throw IllegalArgumentException.
 *
 * @param domain the domain that serves
 * @param tls the TLS session, with the client's certificate as the first of {@link TlsSession#peer}
 * @param authorizationIdentity the bare address that was asked for, if one was
 */
public record ExternalRequested(Jid domain, TlsSession tls, Optional<Jid> authorizationIdentity)
        implements Prompt<SaslDecision> {
    /** {@return the client's own certificate} */
    public X509Certificate certificate() {
        return tls.peer().get(0);
    }

    /**
     * The usual answer, by the addresses in the certificate (XEP-0178 section 2). Of several that are accounts, the authorization
     * identity has to say which.
     *
     * @param addresses the addresses that the certificate names (xmppAddr, RFC 6120 section 13.7.1.4), or the account that was found
     *     by other means
     * @param exists tells whether an address is an account that may log in
     * @return the account; else invalid-authzid if the authorization identity is missing or another, not-authorized if the
     *     certificate stands for no account
     */
    public SaslDecision decide(List<Jid> addresses, Predicate<Jid> exists) {
        List<Jid> accounts = addresses.stream()
                .filter(address -> address.isBare()
                        && address.localpart().isPresent()
                        && address.domain().equals(domain)
                        && exists.test(address))
                .distinct()
                .toList();
        if (accounts.isEmpty()) {
            return SaslDecision.refuse(SaslFailureCondition.NOT_AUTHORIZED);
        }
        Optional<Jid> account =
                authorizationIdentity.or(() -> Optional.of(accounts.get(0)).filter(only -> accounts.size() == 1));
        return account.filter(accounts::contains)
                .<SaslDecision>map(SaslDecision.Accept::new)
                .orElseGet(() -> SaslDecision.refuse(SaslFailureCondition.INVALID_AUTHZID));
    }
}
