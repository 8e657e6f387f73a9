package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.TlsSession;

/** EXTERNAL on the server's side, for clients (RFC 4422 appendix A, XEP-0178 section 2). */
record ExternalServerExchange(Jid domain, TlsSession tls) implements SaslServerExchange {
    @Override
    public SaslTurn receive(byte[] message) {
        return SaslText.tryUtf8(message)
                .map(text -> identity(text.toString()))
                .orElseGet(() -> new SaslTurn.Fail(SaslFailureCondition.MALFORMED_REQUEST));
    }

    private SaslTurn identity(String text) {
        return SaslServerExchange.acting(text, domain.profile())
                .<SaslTurn>map(
                        asked -> new SaslTurn.Ask<>(new ExternalRequested(domain, tls, asked), d -> decided(asked, d)))
                .orElseGet(() -> new SaslTurn.End(SaslFailure.of(SaslFailureCondition.INVALID_AUTHZID)));
    }

    private static SaslTurn decided(Optional<Jid> asked, SaslDecision decision) {
        if (decision instanceof SaslDecision.Refuse refuse) {
            return new SaslTurn.End(refuse.failure());
        }
        Jid account = ((SaslDecision.Accept) decision).account();
        if (asked.filter(a -> !a.equals(account)).isPresent()) {
            throw new IllegalArgumentException(account + " is not " + asked.get() + ", which was asked for");
        }
        return new SaslTurn.Accept(account, account, Optional.empty(), true);
    }
}
