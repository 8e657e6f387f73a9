package org.xmpptoolkit.stream.feature;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.StreamState;

/**
 * The server's side of what is asked for inside of another request: one feature after the other takes its element, and what it would
 * send goes into the one answer (XEP-0388 section 2.6.1, XEP-0386 section 3.2).
 */
final class InlineAnswering implements Negotiation {
    private final Function<Result, Step> finish;
    private final Deque<Request> requests = new ArrayDeque<>(2);
    private final List<XmlElement> answers = new ArrayList<>(2);
    private final List<Step.Within> within = new ArrayList<>(2);
    private Outcome outcome;
    private @Nullable Request current;
    private @Nullable Negotiation asking;

    /** What came of all requests: what they add, and what to put into the answer. */
    record Result(Outcome outcome, List<XmlElement> answers, List<Step.Within> within) {}

    /** An element and the feature that begins with it. */
    private record Request(StreamFeature feature, Function<StreamState, Step> begin) {}

    /**
     * Answers nothing yet.
     *
     * @param outcome what is achieved already
     * @param finish what to do with the result
     */
    InlineAnswering(Outcome outcome, Function<Result, Step> finish) {
        this.outcome = outcome;
        this.finish = finish;
    }

    /** Adds a feature, if one of the elements is for it; a second one for the same feature counts for nothing. */
    void add(StreamFeature.Receiving feature, List<XmlElement> elements, StreamState state) {
        first(feature, elements, InlineState.after(state, outcome))
                .ifPresent(element -> requests.add(new Request(feature, now -> feature.accept(element, now))));
    }

    private static Optional<XmlElement> first(
            StreamFeature.Receiving feature, List<XmlElement> elements, StreamState state) {
        return elements.stream()
                .filter(element -> feature.claims(element, state))
                .findFirst();
    }

    /** Adds a feature that begins with something else than its element alone. */
    void add(StreamFeature feature, Function<StreamState, Step> begin) {
        requests.add(new Request(feature, begin));
    }

    /** Takes the requests in their order; where an earlier stream goes on, the rest is left (XEP-0386 section 3.2). */
    Step next(StreamState state) {
        Request request = outcome.resumed() ? null : requests.poll();
        current = request;
        return request == null
                ? finish.apply(new Result(outcome, answers, within))
                : take(request, request.begin().apply(InlineState.after(state, outcome)), state);
    }

    private Step take(Request request, Step step, StreamState state) {
        if (step instanceof Step.Ask ask) {
            answers.addAll(ask.send());
            asking = ask.next();
            return new Step.Ask(List.of(), ask.prompt(), this);
        }
        if (step instanceof Step.Fatal fatal) {
            return new Step.Fatal(List.of(), fatal.error());
        }
        if (step instanceof Step.Close close) {
            return new Step.Close(List.of(), close.reason());
        }
        answers.addAll(step.send());
        within.add(new Step.Within(request.feature(), step));
        if (step instanceof Step.Done done) {
            outcome = outcome.and(done.outcome());
        }
        return next(state);
    }

    @Override
    public boolean expects(XmlElement element) {
        return false;
    }

    @Override
    public Step onElement(XmlElement element, StreamState state) {
        throw new IllegalStateException("nothing is expected of the peer while inline requests are answered");
    }

    @Override
    public <R> Step onReply(Prompt<R> prompt, R answer, StreamState state) {
        Request request = current;
        Negotiation asked = asking;
        if (request == null || asked == null) {
            throw new IllegalStateException(prompt + " is not the open question");
        }
        return take(request, asked.onReply(prompt, answer, InlineState.after(state, outcome)), state);
    }
}
