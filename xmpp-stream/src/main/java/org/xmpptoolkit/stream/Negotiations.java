package org.xmpptoolkit.stream;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.Then;

/** The features of one stream while they are negotiated: which one is under way, which are settled, and what becomes of their steps. */
final class Negotiations {
    private final StreamMachine machine;
    private @Nullable StreamFeature active;
    private @Nullable Negotiation underWay;
    /** Features of the present offer that need not be looked at again. */
    private final Set<QName> settled = new HashSet<>(4);

    Negotiations(StreamMachine machine) {
        this.machine = machine;
    }

    /** Whether no negotiation is under way. */
    boolean idle() {
        return underWay == null;
    }

    /** What is under way. */
    Optional<Negotiation> underWay() {
        return Optional.ofNullable(underWay);
    }

    boolean holdsStanzas() {
        return underWay != null && underWay.holdsStanzas();
    }

    boolean allowsWhiteSpace() {
        return underWay == null || underWay.allowsWhiteSpace();
    }

    boolean isSettled(StreamFeature feature) {
        return settled.contains(feature.name());
    }

    /** Whether an element was for the negotiation under way. */
    boolean take(XmlElement element) {
        if (active == null || underWay == null || !underWay.expects(element)) {
            return false;
        }
        perform(active, underWay.onElement(element, machine.state()));
        return true;
    }

    void perform(StreamFeature feature, Step step) {
        step.send().forEach(machine::write);
        if (machine.phase() == Phase.CLOSED && !(step instanceof Step.Done)) {
            return; // a tap ended the stream over what was sent
        }
        if (active == feature || !(step instanceof Step.Refused)) { // else it does not end what another waits for
            end();
        }
        if (step instanceof Step.Continue next) {
            active = feature;
            underWay = next.next();
        } else if (step instanceof Step.Ask ask) {
            ask(feature, ask, ask.prompt());
        } else if (step instanceof Step.Done done) {
            conclude(feature, done);
        } else if (step instanceof Step.Refused refused) {
            machine.output.notice(new StreamEvent.FeatureRefused(feature.name(), refused.reason()));
            refused.notices().forEach(machine.output::notice);
            machine.refused(feature, refused.retry());
        } else if (step instanceof Step.Fatal fatal) {
            machine.fail(fatal.error());
        } else if (step instanceof Step.Close close) {
            machine.close(close.reason());
        }
    }

    private <R> void ask(StreamFeature feature, Step.Ask ask, Prompt<R> prompt) {
        if (prompt instanceof Computation<R> computation && !machine.config.askComputations()) {
            R answer = computation.compute();
            perform(feature, ask.next().onReply(prompt, answer, machine.state()));
            return;
        }
        machine.question(prompt, answer -> perform(feature, ask.next().onReply(prompt, answer, machine.state())));
    }

    private void conclude(StreamFeature feature, Step.Done done) {
        settled.add(feature.name());
        machine.learn(done.outcome());
        if (machine.phase() == Phase.CLOSED) {
            return;
        }
        machine.output.notice(new StreamEvent.FeatureNegotiated(feature.name()));
        if (done.then() == Then.REOFFER) {
            settled.clear();
        }
        done.within().forEach(this::conclude);
        switch (done.then()) {
            case PROCEED -> machine.proceed();
            case REOFFER -> machine.reoffer();
            case RESTART -> machine.restart();
            case SECURE -> machine.secure();
        }
    }

    /** Tells of a feature that was negotiated inside of another. */
    private void conclude(Step.Within within) {
        StreamFeature feature = within.feature();
        if (within.step() instanceof Step.Done done) {
            settled.add(feature.name());
            machine.output.notice(new StreamEvent.FeatureNegotiated(feature.name()));
            machine.negotiatedWithin(feature, Optional.empty());
            done.within().forEach(this::conclude);
        } else if (within.step() instanceof Step.Refused refused) {
            machine.output.notice(new StreamEvent.FeatureRefused(feature.name(), refused.reason()));
            refused.notices().forEach(machine.output::notice);
            machine.negotiatedWithin(feature, refused.retry());
        }
    }

    /** A new header: all may be offered and negotiated again. */
    void restarted() {
        settled.clear();
    }

    /** Nothing is under way any more. */
    void end() {
        active = null;
        underWay = null;
    }
}
