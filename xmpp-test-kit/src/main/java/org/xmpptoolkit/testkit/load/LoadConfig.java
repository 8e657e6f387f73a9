package org.xmpptoolkit.testkit.load;

import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslCredentials;

/** What load to make, and where. Immutable. */
public final class LoadConfig {
    private final Builder parts;

    private LoadConfig(Builder parts) {
        this.parts = parts;
    }

    /**
     * A builder.
     *
     * @param servers where the servers listen; each with a port
     * @param domain the domain that they serve
     * @param accounts the accounts: clients take them in turn, each with a resource of its own
     * @throws IllegalArgumentException if there is no server, one without a port, or no account
     */
    public static Builder builder(List<HostPort> servers, Jid domain, List<SaslCredentials> accounts) {
        if (servers.isEmpty()
                || servers.stream().anyMatch(server -> server.port().isEmpty())) {
            throw new IllegalArgumentException("give at least one server, each with a port: " + servers);
        }
        if (accounts.isEmpty()) {
            throw new IllegalArgumentException("give at least one account");
        }
        return new Builder(List.copyOf(servers), domain, List.copyOf(accounts));
    }

    List<HostPort> servers() {
        return parts.servers;
    }

    Jid domain() {
        return parts.domain;
    }

    SaslCredentials account(int client) {
        return parts.accounts.get(client % parts.accounts.size());
    }

    /** Whether an account has more than one client: each would hear of the presence of all others. */
    boolean accountsAreShared() {
        return parts.accounts.size() < parts.clients;
    }

    SslContext tls() {
        return Objects.requireNonNull(parts.tls, "tls");
    }

    TlsPolicy tlsPolicy() {
        return parts.tlsPolicy;
    }

    SaslClientPolicy sasl() {
        return parts.sasl;
    }

    int clients() {
        return parts.clients;
    }

    int loginsAtOnce() {
        return parts.loginsAtOnce;
    }

    double rate() {
        return parts.rate;
    }

    Duration duration() {
        return parts.duration;
    }

    Duration patience() {
        return parts.patience;
    }

    long seed() {
        return parts.seed;
    }

    boolean resume() {
        return parts.resume;
    }

    /** Collects a configuration. Not thread-safe, and used up by {@link #build}. */
    public static final class Builder {
        private static final double MOST_MESSAGES = 1e9;

        private final List<HostPort> servers;
        private final Jid domain;
        private final List<SaslCredentials> accounts;
        private @Nullable SslContext tls;
        private TlsPolicy tlsPolicy = TlsPolicy.REQUIRED;
        private SaslClientPolicy sasl = SaslClientPolicy.DEFAULT;
        private int clients = 2;
        private int loginsAtOnce = 20;
        private double rate = 1;
        private Duration duration = Duration.ofSeconds(10);
        private Duration patience = Duration.ofSeconds(10);
        private long seed;
        private boolean resume;

        private Builder(List<HostPort> servers, Jid domain, List<SaslCredentials> accounts) {
            this.servers = servers;
            this.domain = domain;
            this.accounts = accounts;
        }

        /** Sets what is trusted; has to be set. */
        public Builder tls(SslContext tls) {
            this.tls = tls;
            return this;
        }

        /** Sets whether there has to be TLS; {@link TlsPolicy#REQUIRED} unless set. */
        public Builder tlsPolicy(TlsPolicy policy) {
            this.tlsPolicy = policy;
            return this;
        }

        /** Sets how clients authenticate. */
        public Builder sasl(SaslClientPolicy policy) {
            this.sasl = policy;
            return this;
        }

        /** Sets how many clients there are; 2 unless set, and no fewer. */
        public Builder clients(int clients) {
            this.clients = atLeast("clients", clients, 2);
            return this;
        }

        /** Sets how many may log in at once; 20 unless set. */
        public Builder loginsAtOnce(int logins) {
            this.loginsAtOnce = atLeast("loginsAtOnce", logins, 1);
            return this;
        }

        /** Sets how many messages a second there are in all; 1 unless set, 0 for clients that only stay. */
        public Builder rate(double rate) {
            if (!(rate >= 0 && rate <= 1e9)) {
                throw new IllegalArgumentException("rate is " + rate + ", from 0 to 1000000000 messages a second");
            }
            this.rate = rate;
            return this;
        }

        /** Sets how long messages are sent; 10 s unless set. */
        public Builder duration(Duration duration) {
            this.duration = positive("duration", duration);
            return this;
        }

        /** Sets how long to wait at the end for what is on the way; 10 s unless set. */
        public Builder patience(Duration patience) {
            this.patience = positive("patience", patience);
            return this;
        }

        /** Sets what the choice of sender and addressee comes of; 0 unless set. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** Sets whether clients whose connection drops connect again and resume their streams (XEP-0198); not unless set. */
        public Builder resume(boolean resume) {
            this.resume = resume;
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalStateException if {@link #tls} is not set
         * @throws IllegalArgumentException if there would be more than 1,000,000,000 messages, each of which is remembered
         */
        public LoadConfig build() {
            if (tls == null) {
                throw new IllegalStateException("set tls");
            }
            double messages = rate * duration.toMillis() / 1e3;
            if (messages > MOST_MESSAGES) {
                throw new IllegalArgumentException(
                        String.format("%.0f messages, at most %.0f in one run", messages, MOST_MESSAGES));
            }
            return new LoadConfig(this);
        }

        private static int atLeast(String name, int value, int least) {
            if (value < least) {
                throw new IllegalArgumentException(name + " is " + value + ", at least " + least);
            }
            return value;
        }

        private static Duration positive(String name, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + " is " + value + ", more than nothing");
            }
            return value;
        }
    }
}
