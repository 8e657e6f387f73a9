package org.xmpptoolkit.stream;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The questions of one stream: at most one that holds what comes in, and others beside it. Each is answered once, or dropped.
 */
final class Questions {
    private long asked;
    private @Nullable Open pausing;
    private List<Open> beside = List.of();
    /** Those that were dropped unanswered. */
    private List<Open> dropped = List.of();

    /** Asks. The answer is of the type that the prompt names; {@link XmppStream#reply} sees to that. */
    <R> StreamEvent.Asked<R> ask(Prompt<R> prompt, Consumer<R> takesAnswer) {
        StreamEvent.Asked<R> question = new StreamEvent.Asked<>(asked++, prompt);
        pausing = open(question, takesAnswer);
        return question;
    }

    /** Asks, and holds nothing. */
    <R> StreamEvent.Asked<R> askBeside(Prompt<R> prompt, Consumer<R> takesAnswer) {
        StreamEvent.Asked<R> question = new StreamEvent.Asked<>(asked++, prompt);
        beside = with(beside, List.of(open(question, takesAnswer)));
        return question;
    }

    @SuppressWarnings("unchecked") // the answer comes from reply(Asked<R>, R)
    private static <R> Open open(StreamEvent.Asked<R> question, Consumer<R> takesAnswer) {
        return new Open(question, answer -> takesAnswer.accept((R) answer));
    }

    /** Whether frames are held until an answer is there. */
    boolean pausing() {
        return pausing != null;
    }

    /**
     * Gives an answer on; does nothing if the stream dropped the question.
     *
     * @throws IllegalStateException if there is no such question, or it was answered already
     * @throws RuntimeException what the feature says of an answer that does not fit; the question stays open
     */
    void reply(StreamEvent.Asked<?> question, Object answer) {
        if (find(dropped, question).isPresent()) {
            return;
        }
        Open answered = Optional.ofNullable(pausing)
                .filter(open -> open.is(question))
                .or(() -> find(beside, question))
                .orElseThrow(() -> new IllegalStateException("question " + question.id()
                        + " is not open on this stream: reply to each question once, on the stream that asked it"));
        Optional<Open> held = Optional.ofNullable(pausing);
        List<Open> others = beside;
        beside = others.stream().filter(open -> !open.is(question)).toList();
        pausing = held.filter(open -> !open.is(question)).orElse(null);
        try {
            answered.takesAnswer().accept(answer);
        } catch (RuntimeException e) {
            pausing = held.orElse(null); // an answer that does not fit changes nothing
            beside = others;
            throw e;
        }
    }

    /** Forgets what is open: nothing is negotiated any more. */
    void drop() {
        dropBeside();
        if (pausing != null) {
            dropped = with(dropped, List.of(pausing));
            pausing = null;
        }
    }

    /** Forgets what was asked for under a header that is void. */
    void dropBeside() {
        dropped = with(dropped, beside);
        beside = List.of();
    }

    private static Optional<Open> find(List<Open> questions, StreamEvent.Asked<?> question) {
        return questions.stream().filter(open -> open.is(question)).findFirst();
    }

    private static List<Open> with(List<Open> questions, List<Open> more) {
        return Stream.concat(questions.stream(), more.stream()).toList();
    }

    private record Open(StreamEvent.Asked<?> question, Consumer<Object> takesAnswer) {
        /** By identity: each stream numbers its questions from 0, so that those of two streams may be equal. */
        @SuppressWarnings("ReferenceEquality")
        boolean is(StreamEvent.Asked<?> other) {
            return question == other;
        }
    }
}
