package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsSession;

/**
 * Who a client is, and how it shows it: by a password, by the certificate that it shows in TLS, or not at all. Immutable; its text
 * never shows the password.
 */
public final class SaslCredentials {
    private final String username;
    private final char[] password;
    /** The account of a certificate, where no user name says it. */
    private final Optional<Jid> external;
    /** The addresses in the certificate; nothing if it is not to be used. */
    private final Optional<List<Jid>> certificate;

    private final Optional<Jid> authorizationIdentity;

    private SaslCredentials(
            String username,
            char[] password,
            Optional<Jid> external,
            Optional<List<Jid>> certificate,
            Optional<Jid> authorizationIdentity) {
        this.username = username;
        this.password = password;
        this.external = external;
        this.certificate = certificate;
        this.authorizationIdentity = authorizationIdentity;
    }

    /**
     * A name and a password. SASLprep is that for stored strings: what Unicode 3.2 does not assign, such as most emoji, is refused.
     *
     * @param username the simple user name, which is the localpart of the account (RFC 6120 section 6.3.7)
     * @param password the password, copied
     * @return the credentials
     * @throws IllegalArgumentException if the name is no localpart, or SASLprep (RFC 4013) refuses the name or the password
     */
    public static SaslCredentials of(String username, char[] password) {
        SaslText.requirePreparable(username.toCharArray(), "user name");
        SaslText.requirePreparable(password, "password");
        if (account(username, "example.org", JidProfile.STRINGPREP).isEmpty()) {
            throw new IllegalArgumentException("the user name is no localpart (RFC 6120 section 6.3.7)");
        }
        return new SaslCredentials(username, password.clone(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The certificate that the driver shows in TLS, for the mechanism EXTERNAL and no other.
     *
     * @param account the bare address to log in as
     * @param addresses the addresses that the certificate names (xmppAddr, RFC 6120 section 13.7.1.4); the account is sent as
     *     authorization identity where there are several, or another one (XEP-0178 section 2)
     * @return the credentials
     * @throws IllegalArgumentException if the account is no bare address with a localpart
     */
    public static SaslCredentials external(Jid account, List<Jid> addresses) {
        requireAccount(account);
        return new SaslCredentials(
                account.localpart().orElseThrow(),
                new char[0],
                Optional.of(account),
                Optional.of(List.copyOf(addresses)),
                Optional.empty());
    }

    /**
     * A server towards another, by the certificate that the driver shows in TLS: for the mechanism EXTERNAL and no other, and only
     * where the driver validated the other server's certificate too (XEP-0178 section 3). If there is nothing of it, another feature
     * may do, such as dialback.
     *
     * @param domain the server's own, which the stream's header says in {@code from}; always sent as authorization identity, for old
     *     servers want it
     * @return the credentials
     * @throws IllegalArgumentException if it is no domain
     */
    public static SaslCredentials server(Jid domain) {
        if (!domain.isDomain()) {
            throw new IllegalArgumentException(domain + " is no domain (RFC 6120 section 6.3.8): use its domain()");
        }
        return new SaslCredentials(
                domain.toString(), new char[0], Optional.of(domain), Optional.of(List.of(domain)), Optional.empty());
    }

    /**
     * No credentials, for the mechanism ANONYMOUS and no other. No trace information is sent. The address comes with resource
     * binding; until then the domain stands for the account.
     *
     * @return the credentials
     */
    public static SaslCredentials anonymous() {
        return new SaslCredentials("", new char[0], Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * These credentials, and the certificate that the driver shows in TLS, which is then tried before the password.
     *
     * @param addresses the addresses that the certificate names, as for {@link #external}
     * @return the credentials
     * @throws IllegalStateException if these are the anonymous ones
     */
    public SaslCredentials withCertificate(List<Jid> addresses) {
        if (username.isEmpty()) {
            throw new IllegalStateException("anonymous credentials have no account that a certificate could be for");
        }
        return new SaslCredentials(
                username, password, external, Optional.of(List.copyOf(addresses)), authorizationIdentity);
    }

    /**
     * These credentials, to act as another account, where the mechanism allows it (RFC 6120 section 6.3.8).
     *
     * @param account the bare address to act as; one's own is not sent
     * @return the credentials
     * @throws IllegalArgumentException if the address is a full one
     */
    public SaslCredentials withAuthorizationIdentity(Jid account) {
        Objects.requireNonNull(account, "account");
        if (!account.isBare()) {
            throw new IllegalArgumentException(account + " is no bare address (RFC 6120 section 6.3.8)");
        }
        return new SaslCredentials(username, password, external, certificate, Optional.of(account));
    }

    static void requireAccount(Jid account) {
        if (!account.isBare() || account.localpart().isEmpty()) {
            throw new IllegalArgumentException(
                    account + " is no bare address with a localpart (RFC 6120 section 6.3.8)");
        }
    }

    /** {@return the simple user name; empty for {@link #anonymous}, the domain of a {@link #server}} */
    public String username() {
        return username;
    }

    /** {@return the account to act as, if it was set} */
    public Optional<Jid> authorizationIdentity() {
        return authorizationIdentity;
    }

    /** Whether these are a server's. */
    boolean isServer() {
        return external.filter(Jid::isDomain).isPresent();
    }

    /** Whether there is something to show for a mechanism on a stream. */
    boolean suit(SaslMechanism mechanism, StreamState state) {
        return switch (mechanism) {
            case EXTERNAL ->
                certificate.isPresent()
                        && state.tls()
                                .filter(tls -> !tls.local().isEmpty()
                                        && (!isServer() || tls.peerTrust() == TlsSession.PathTrust.VERIFIED))
                                .isPresent();
            case ANONYMOUS -> username.isEmpty();
            default -> password.length > 0;
        };
    }

    /** What is sent as authorization identity with a mechanism by who logs in at a domain, if anything. */
    Optional<Jid> sentIdentity(SaslMechanism mechanism, Jid domain) {
        Jid own = account(domain);
        Jid wanted = authorizationIdentity.orElse(own);
        if (mechanism != SaslMechanism.EXTERNAL) {
            return Optional.of(wanted).filter(a -> !a.equals(own));
        }
        List<Jid> named = certificate.orElse(List.of());
        boolean clear = named.isEmpty() ? wanted.equals(own) : named.equals(List.of(wanted));
        return clear && !isServer() ? Optional.empty() : Optional.of(wanted);
    }

    /** A copy, for the caller to clear. */
    char[] password() {
        return password.clone();
    }

    /** The account that the name stands for at a domain. */
    Jid account(Jid domain) {
        return external.or(() -> account(username, domain.domainpart(), domain.profile()))
                .orElse(domain.domain());
    }

    /** By the profile of the domain, else by the one that takes the name. */
    private static Optional<Jid> account(String username, String domainpart, JidProfile profile) {
        return SaslAccounts.of(username, domainpart, profile)
                .or(() -> SaslAccounts.of(username, domainpart, JidProfile.STRINGPREP_QUERY))
                .or(() -> SaslAccounts.of(username, domainpart, JidProfile.PRECIS));
    }

    @Override
    public String toString() {
        return "SaslCredentials[" + (username.isEmpty() ? "anonymous" : username)
                + authorizationIdentity.map(a -> " as " + a).orElse("") + "]";
    }
}
