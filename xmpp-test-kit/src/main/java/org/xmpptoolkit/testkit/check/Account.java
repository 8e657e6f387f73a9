package org.xmpptoolkit.testkit.check;

import java.util.Objects;

/** An account at the server: a localpart and a password. Immutable; its text shows no password. */
public final class Account {
    private final String localpart;
    private final char[] password;

    /**
     * An account.
     *
     * @param localpart its localpart
     * @param password its password, copied
     */
    public Account(String localpart, char[] password) {
        this.localpart = Objects.requireNonNull(localpart, "localpart");
        this.password = password.clone();
    }

    /** {@return the localpart} */
    public String localpart() {
        return localpart;
    }

    /** {@return a copy of the password} */
    public char[] password() {
        return password.clone();
    }

    @Override
    public String toString() {
        return localpart;
    }
}
