package org.xmpptoolkit.testkit.arbitraries;

import java.util.Objects;
import org.xmpptoolkit.jid.Jid;

/**
 * Who speaks to whom on a stream between client and server. Immutable.
 *
 * @param account the client's account, a bare address
 * @param password its password
 * @param secure whether the octets go over TLS already
 * @param management whether the server offers stream management (XEP-0198)
 */
public record StreamSetting(Jid account, String password, boolean secure, boolean management) {
    /**
     * Checks that the account is a bare address with a localpart.
     *
     * @param account a bare address with a localpart
     * @param password its password, in the clear
     * @param secure whether the octets go over TLS already
     * @param management whether the server offers stream management
     * @throws IllegalArgumentException if it is not
     */
    public StreamSetting {
        Objects.requireNonNull(password, "password");
        if (account.localpart().isEmpty() || account.resourcepart().isPresent()) {
            throw new IllegalArgumentException(
                    account + " is no account: give an address with localpart and without resourcepart");
        }
    }

    /**
     * A setting without stream management.
     *
     * @param account a bare address with a localpart
     * @param password its password, in the clear
     * @param secure whether the octets go over TLS already
     * @throws IllegalArgumentException if the account is no bare address with a localpart
     */
    public StreamSetting(Jid account, String password, boolean secure) {
        this(account, password, secure, false);
    }

    /** {@return the domain that the server serves} */
    public Jid domain() {
        return account.domain();
    }

    /** All but the password. */
    @Override
    public String toString() {
        return "StreamSetting[" + account + (secure ? ", secure]" : "]");
    }
}
