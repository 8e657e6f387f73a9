package org.xmpptoolkit.stream.feature;

import java.util.Objects;
import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;

/** Who a client is, and how it shows it. Immutable; its text never shows the password. */
public final class SaslCredentials {
    private final String username;
    private final char[] password;
    private final Optional<Jid> authorizationIdentity;

    private SaslCredentials(String username, char[] password, Optional<Jid> authorizationIdentity) {
        this.username = username;
        this.password = password;
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
        return new SaslCredentials(username, password.clone(), Optional.empty());
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
        return new SaslCredentials(username, password, Optional.of(account));
    }

    /** The simple user name. */
    public String username() {
        return username;
    }

    /** The account to act as, if it was set. */
    public Optional<Jid> authorizationIdentity() {
        return authorizationIdentity;
    }

    /** A copy, for the caller to clear. */
    char[] password() {
        return password.clone();
    }

    /** The account that the name stands for at a domain. */
    Jid account(Jid domain) {
        return account(username, domain.domainpart(), domain.profile()).orElse(domain.domain());
    }

    /** By the profile of the domain, else by the one that takes the name. */
    private static Optional<Jid> account(String username, String domainpart, JidProfile profile) {
        return SaslAccounts.of(username, domainpart, profile)
                .or(() -> SaslAccounts.of(username, domainpart, JidProfile.STRINGPREP_QUERY))
                .or(() -> SaslAccounts.of(username, domainpart, JidProfile.PRECIS));
    }

    @Override
    public String toString() {
        return "SaslCredentials[" + username
                + authorizationIdentity.map(a -> " as " + a).orElse("") + "]";
    }
}
