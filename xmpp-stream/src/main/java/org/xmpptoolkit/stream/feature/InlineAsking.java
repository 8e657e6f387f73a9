package org.xmpptoolkit.stream.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.StreamState;

/** The client's side of what is asked for inside of another request: who asked with which element, and waits for an answer to it. */
final class InlineAsking {
    private final List<XmlElement> requests = new ArrayList<>(2);
    private final List<Waiting> waiting = new ArrayList<>(2);

    private record Waiting(StreamFeature feature, Negotiation negotiation) {}

    /** What came of all answers: what they add, or what ends the stream. */
    record Result(Outcome outcome, List<Step.Within> within, Optional<Step> end) {}

    /**
     * Begins with a feature.
     *
     * @param offer the element that says that it may be asked for here
     * @param state the stream as it will be when the request is done
     */
    void begin(StreamFeature.Initiating feature, XmlElement offer, StreamState state) {
        if (!(feature.initiate(Optional.of(offer), state) instanceof Step.Continue go)) {
            throw new IllegalStateException(feature.name() + " does not wait for an answer, so it cannot be inline");
        }
        requests.addAll(go.send());
        waiting.add(new Waiting(feature, go.next()));
    }

    /** What to put into the request. */
    List<XmlElement> requests() {
        return requests;
    }

    /** Gives each answer to who waits for it; where an earlier stream goes on, the rest is void. */
    Result take(List<XmlElement> answers, Outcome achieved, StreamState state) {
        Outcome outcome = achieved;
        List<Step.Within> within = new ArrayList<>(waiting.size());
        for (Waiting one : waiting) {
            Optional<XmlElement> answer =
                    answers.stream().filter(one.negotiation()::expects).findFirst();
            if (answer.isEmpty() || outcome.resumed()) {
                continue;
            }
            Step step = one.negotiation().onElement(answer.get(), InlineState.after(state, outcome));
            if (step instanceof Step.Fatal || step instanceof Step.Close) {
                return new Result(outcome, within, Optional.of(step));
            }
            within.add(new Step.Within(one.feature(), step));
            if (step instanceof Step.Done done) {
                outcome = outcome.and(done.outcome());
            }
        }
        return new Result(outcome, within, Optional.empty());
    }
}
