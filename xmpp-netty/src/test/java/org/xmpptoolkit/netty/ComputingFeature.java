package org.xmpptoolkit.netty;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.Computation;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.Then;

/** A feature that has to be negotiated, and takes some work. */
record ComputingFeature(Supplier<String> work) implements StreamFeature.Receiving {
    static final String START = "<start xmlns='urn:test'/>";

    @Override
    public QName name() {
        return new QName("urn:test", "start");
    }

    @Override
    public boolean admissible(StreamState state) {
        return true;
    }

    @Override
    public boolean mandatory(StreamState state) {
        return true;
    }

    @Override
    public Optional<XmlElement> offer(StreamState state) {
        return Optional.of(XmlElement.of("urn:test", "start"));
    }

    @Override
    public boolean claims(XmlElement first, StreamState state) {
        return first.is("urn:test", "start");
    }

    @Override
    public Step accept(XmlElement first, StreamState state) {
        return new Step.Ask(List.of(), (Computation<String>) work::get, new Answer());
    }

    private static final class Answer implements Negotiation {
        @Override
        public boolean expects(XmlElement element) {
            return false;
        }

        @Override
        public Step onElement(XmlElement element, StreamState state) {
            throw new IllegalStateException("expects nothing");
        }

        @Override
        public <R> Step onReply(Prompt<R> prompt, R answer, StreamState state) {
            XmlElement reply = XmlElement.builder("urn:test", "answer")
                    .text(answer.toString())
                    .build();
            return new Step.Done(List.of(reply), Outcome.NOTHING, Then.PROCEED);
        }
    }
}
