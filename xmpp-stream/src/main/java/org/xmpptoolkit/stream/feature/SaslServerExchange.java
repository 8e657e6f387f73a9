package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.StreamState;

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
    static SaslServerExchange of(SaslMechanism mechanism, SaslServerConfig config, Jid domain, StreamState state) {
        return switch (mechanism) {
            case EXTERNAL ->
                ServerExternalExchange.isFor(state)
                        ? new ServerExternalExchange(
                                ServerExternalExchange.proven(state).orElseThrow())
                        : new ExternalServerExchange(domain, state.tls().orElseThrow());
            case PLAIN -> new PlainServerExchange(config, domain);
            case ANONYMOUS -> new AnonymousServerExchange(domain);
            default -> new ScramServerExchange(mechanism, config, domain, state);
        };
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
     * @param authzid what it wants to act as, empty for itself
     */
    static SaslTurn accept(Jid account, String authzid, Optional<byte[]> message) {
        return acting(authzid, account.profile())
                .map(asked -> asked.orElse(account))
                .<SaslTurn>map(acting -> new SaslTurn.Accept(account, acting, message, false))
                .orElseGet(() -> new SaslTurn.Fail(SaslFailureCondition.INVALID_AUTHZID));
    }

    /**
     * Reads an authorization identity, which has to be a bare address with a localpart (RFC 6120 section 6.3.8).
     *
     * @param authzid its text; empty stands for none (RFC 6120 section 6.6)
     * @param profile the one for what is stored
     * @return nothing if it is no such address
     */
    static Optional<Optional<Jid>> acting(String authzid, JidProfile profile) {
        return authzid.isEmpty()
                ? Optional.of(Optional.empty())
                : Jid.tryParse(authzid, SaslAccounts.forPeer(profile))
                        .toOptional()
                        .filter(jid -> jid.isBare() && jid.localpart().isPresent())
                        .map(Optional::of);
    }
}
