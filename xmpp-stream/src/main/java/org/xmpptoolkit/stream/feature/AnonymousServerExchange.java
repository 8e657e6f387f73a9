package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;

/** ANONYMOUS on the server's side (RFC 4505). */
record AnonymousServerExchange(Jid domain) implements SaslServerExchange {
    private static final int MOST_CODE_POINTS = 255;

    @Override
    public SaslTurn receive(byte[] message) {
        boolean wellFormed = SaslText.tryUtf8(message)
                .filter(trace -> trace.codePoints().count() <= MOST_CODE_POINTS
                        && trace.codePoints().noneMatch(Character::isISOControl))
                .isPresent();
        if (!wellFormed) {
            return new SaslTurn.Fail(SaslFailureCondition.MALFORMED_REQUEST);
        }
        return new SaslTurn.Ask<>(new AnonymousRequested(domain), decision -> {
            if (decision instanceof SaslDecision.Accept accept) {
                return new SaslTurn.Accept(accept.account(), accept.account(), Optional.empty(), true);
            }
            return new SaslTurn.Fail(((SaslDecision.Refuse) decision).failure());
        });
    }
}
