package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;

/** What one mechanism, on either side, wants to do next. It knows nothing of XML. */
sealed interface SaslTurn {
    /** Send a message of the mechanism. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Send(byte[] message) implements SaslTurn {}

    /** Ask, and go on with the answer. */
    record Ask<R>(Prompt<R> prompt, Function<R, SaslTurn> then) implements SaslTurn {}

    /** Server: the peer is who it says. */
    record Accept(Jid account, Optional<byte[]> message) implements SaslTurn {}

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
