package org.xmpptoolkit.testkit.check;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;

/** A server to judge: where it listens, what it serves, and accounts to log in with. Immutable; its text shows no password. */
public final class Target {
    /** Unless another is set. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InetSocketAddress address;
    private final Jid domain;
    private final TrustManagerFactory trust;
    private final List<Account> accounts;
    private final Duration patience;
    private final Optional<InetSocketAddress> directTls;
    private final Optional<InetSocketAddress> certificates;

    private Target(Builder builder) {
        this.address = builder.address;
        this.domain = builder.domain;
        this.trust = builder.trust;
        this.accounts = List.copyOf(builder.accounts);
        this.patience = builder.patience;
        this.directTls = Optional.ofNullable(builder.directTls);
        this.certificates = Optional.ofNullable(builder.certificates);
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

    /** {@return where it listens} */
    public InetSocketAddress address() {
        return address;
    }

    /** {@return the domain that it serves} */
    public Jid domain() {
        return domain;
    }

    /** {@return what decides whose certificates are accepted} */
    public TrustManagerFactory trust() {
        return trust;
    }

    /** {@return the accounts; two in a row are a pair that one case uses at a time} */
    public List<Account> accounts() {
        return accounts;
    }

    /** {@return how long to wait for each answer} */
    public Duration patience() {
        return patience;
    }

    /** {@return where it listens for direct TLS (XEP-0368), if that is known} */
    public Optional<InetSocketAddress> directTls() {
        return directTls;
    }

    /** {@return where it asks clients for certificates, if it does that elsewhere only} */
    public Optional<InetSocketAddress> certificates() {
        return certificates;
    }

    @Override
    public String toString() {
        return address.getHostString() + ":" + address.getPort() + ", domain " + domain;
    }

    /** Collects a target. Not thread-safe. */
    public static final class Builder {
        private final InetSocketAddress address;
        private final Jid domain;
        private final TrustManagerFactory trust;
        private final List<Account> accounts = new ArrayList<>();
        private Duration patience = PATIENCE;
        private @Nullable InetSocketAddress directTls;
        private @Nullable InetSocketAddress certificates;

        private Builder(InetSocketAddress address, Jid domain, TrustManagerFactory trust) {
            this.address = Objects.requireNonNull(address, "address");
            this.domain = Objects.requireNonNull(domain, "domain");
            this.trust = Objects.requireNonNull(trust, "trust");
        }

        /**
         * Adds an account. What needs one, or two, is skipped where there are fewer.
         *
         * @param account one that nobody else uses while the checker runs
         * @return this builder
         */
        public Builder account(Account account) {
            accounts.add(account);
            return this;
        }

        /**
         * Sets how long to wait for each answer; 5 seconds unless set.
         *
         * @param patience longer for a slow server: what comes later counts as nothing
         * @return this builder
         */
        public Builder patience(Duration patience) {
            this.patience = Objects.requireNonNull(patience, "patience");
            return this;
        }

        /**
         * Sets where it listens for direct TLS besides (XEP-0368). What needs that is skipped without.
         *
         * @param address the address to connect to, where TLS begins at once
         * @return this builder
         */
        public Builder directTls(InetSocketAddress address) {
            this.directTls = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * Sets where it asks clients for certificates, if it does that elsewhere only (XEP-0178).
         *
         * @param address the address to connect to, with STARTTLS
         * @return this builder
         */
        public Builder certificates(InetSocketAddress address) {
            this.certificates = Objects.requireNonNull(address, "address");
            return this;
        }

        /** {@return the target} */
        public Target build() {
            return new Target(this);
        }
    }
}
