package org.xmpptoolkit.testkit.check;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import org.xmpptoolkit.jid.Jid;

/** A server to judge: where it is, what it serves, and accounts to log in with. Immutable; its text shows no password. */
public final class Target {
    private final InetSocketAddress address;
    private final Jid domain;
    private final Optional<Account> first;
    private final Optional<Account> second;
    private final TrustManagerFactory trust;
    private final Duration patience;

    private Target(Builder builder) {
        this.address = builder.address;
        this.domain = builder.domain;
        this.trust = builder.trust;
        this.first = builder.first;
        this.second = builder.second;
        this.patience = builder.patience;
    }

    /** An account: a localpart and a password. */
    static final class Account {
        private final String username;
        private final char[] password;

        Account(String username, char[] password) {
            this.username = username;
            this.password = password.clone();
        }

        String username() {
            return username;
        }

        char[] password() {
            return password.clone();
        }

        @Override
        public String toString() {
            return username;
        }
    }

    /**
     * Starts a target.
     *
     * @param address where it listens
     * @param domain the domain that it serves
     * @param trust whose certificates are accepted
     * @return a builder
     */
    public static Builder builder(InetSocketAddress address, Jid domain, TrustManagerFactory trust) {
        return new Builder(address, domain, trust);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** The domain that it serves. */
    public Jid domain() {
        return domain;
    }

    /** Host and port, for people. */
    String where() {
        return address.getHostString() + ":" + address.getPort();
    }

    TrustManagerFactory trust() {
        return trust;
    }

    Optional<Account> first() {
        return first;
    }

    Optional<Account> second() {
        return second;
    }

    Duration patience() {
        return patience;
    }

    /** Collects a target. Not thread-safe. */
    public static final class Builder {
        private final InetSocketAddress address;
        private final Jid domain;
        private final TrustManagerFactory trust;
        private Optional<Account> first = Optional.empty();
        private Optional<Account> second = Optional.empty();
        private Duration patience = Duration.ofSeconds(10);

        private Builder(InetSocketAddress address, Jid domain, TrustManagerFactory trust) {
            this.address = Objects.requireNonNull(address, "address");
            this.domain = Objects.requireNonNull(domain, "domain");
            this.trust = Objects.requireNonNull(trust, "trust");
        }

        /** Sets the account to log in with. What needs one is skipped unless set. */
        public Builder first(String username, char[] password) {
            this.first = Optional.of(new Account(username, password));
            return this;
        }

        /** Sets a second account, for messages from one to the other. What needs one is skipped unless set. */
        public Builder second(String username, char[] password) {
            this.second = Optional.of(new Account(username, password));
            return this;
        }

        /** Sets how long to wait for each answer; 10 seconds unless set. */
        public Builder patience(Duration patience) {
            this.patience = Objects.requireNonNull(patience, "patience");
            return this;
        }

        /** The target. */
        public Target build() {
            return new Target(this);
        }
    }
}
