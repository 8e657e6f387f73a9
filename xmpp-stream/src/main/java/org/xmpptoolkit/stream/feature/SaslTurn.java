package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.Reason;

/** What one mechanism, on either side, wants to do next. It knows nothing of XML. */
sealed interface SaslTurn {
    /** Send a message of the mechanism. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Send(byte[] message) implements SaslTurn {}

    /** Ask, and go on with the answer. */
    record Ask<R>(Prompt<R> prompt, Function<R, SaslTurn> then) implements SaslTurn {}

    /**
     * Server: the peer is who it says.
     *
     * @param account who it is
     * @param acting as whom it wants to act, mostly itself
     * @param message the additional data, if there is any
     * @param decided whether the application said yes
     */
    record Accept(Jid account, Jid acting, Optional<byte[]> message, boolean decided) implements SaslTurn {
        /** Goes on with what the application says of it. */
        SaslTurn decided(SaslDecision decision) {
            if (decision instanceof SaslDecision.Refuse refuse) {
                return new Fail(refuse.failure());
            }
            Jid granted = ((SaslDecision.Accept) decision).account();
            if (!granted.equals(acting)) {
                throw new IllegalArgumentException(granted + " is not " + acting + ", which was asked for");
            }
            return new Accept(account, acting, message, true);
        }
    }

    /** Server: the peer is refused for good, since another try would show the same. */
    record End(SaslFailure failure) implements SaslTurn {}

    /** Client: the server is not what it says. */
    record Distrust(Reason reason) implements SaslTurn {}

    /** It came to nothing. */
    record Fail(SaslFailure failure) implements SaslTurn {
        Fail(SaslFailureCondition condition) {
            this(SaslFailure.of(condition));
        }

        Fail(SaslFailureCondition condition, String text) {
            this(SaslFailure.of(condition, text));
        }
    }

    /**
     * Goes on with an answer.
     *
     * @param open what was asked last
     */
    static <R> SaslTurn reply(@Nullable Ask<?> open, Prompt<R> prompt, R answer) {
        if (open == null || open.prompt() != prompt) {
            throw new IllegalStateException(prompt + " is not the open question");
        }
        @SuppressWarnings("unchecked") // the prompt is the same, so R is
        Ask<R> same = (Ask<R>) open;
        return same.then().apply(answer);
    }
}
