package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;

/** The server's side of one mechanism, for one attempt. */
interface SaslServerExchange {
    /** Begins without an initial response: an empty challenge, where the client speaks first. */
    default SaslTurn begin() {
        return new SaslTurn.Send(new byte[0]);
    }

    /** Takes what the client sent. */
    SaslTurn receive(byte[] message);

    /**
     * The exchange of a mechanism.
     *
     * @param domain the domain that serves
     */
    static SaslServerExchange of(SaslMechanism mechanism, SaslServerConfig config, Jid domain) {
        return mechanism
                .scramHash()
                .<SaslServerExchange>map(hash -> new ScramServerExchange(hash, config, domain))
                .orElseGet(() -> new PlainServerExchange(config, domain));
    }

    /** Asks for the credentials of an account; not where there can be none, since the name is no localpart. */
    static SaslTurn ask(
            Optional<Jid> account, List<ScramHash> hashes, Function<Optional<SaltedCredentials>, SaslTurn> then) {
        if (account.isEmpty()) {
            return then.apply(Optional.empty());
        }
        return new SaslTurn.Ask<>(new CredentialsRequested(account.get(), hashes), answer -> {
            if (answer.filter(c -> !hashes.contains(c.hash())).isPresent()) {
                throw new IllegalArgumentException(answer.get() + " is for none of " + hashes);
            }
            return then.apply(answer);
        });
    }

    /**
     * Accepts an account that proved its password.
     *
     * @param authzid what it wants to act as, empty for itself; nothing else than itself will do
     */
    static SaslTurn accept(Jid account, String authzid, Optional<byte[]> message) {
        boolean itself = authzid.isEmpty()
                || Jid.tryParse(authzid, SaslAccounts.forPeer(account.profile()))
                        .toOptional()
                        .filter(account::equals)
                        .isPresent();
        return itself ? new SaslTurn.Accept(account, message) : new SaslTurn.Fail(SaslFailureCondition.INVALID_AUTHZID);
    }
}
