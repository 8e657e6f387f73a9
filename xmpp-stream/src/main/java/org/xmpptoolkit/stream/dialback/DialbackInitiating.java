package org.xmpptoolkit.stream.dialback;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.StreamTap;
import org.xmpptoolkit.stream.feature.Then;

/**
 * Dialback as the server sees it that opens the stream.
 *
 * @param config how to do it
 * @param pair the pair that the stream is opened for; none if it only asks about keys
 */
record DialbackInitiating(DialbackConfig config, Optional<DomainPair> pair) implements StreamFeature.Initiating {
    DialbackInitiating(DialbackConfig config, DomainPair pair) {
        this(config, Optional.of(pair));
    }

    DialbackInitiating(DialbackConfig config) {
        this(config, Optional.empty());
    }

    @Override
    public QName name() {
        return DialbackElement.FEATURE;
    }

    @Override
    public boolean admissible(StreamState state) {
        return true;
    }

    @Override
    public boolean implied(StreamState state) {
        return isAnnounced(state);
    }

    /** Whether the peer's header announces dialback (XEP-0220 section 2.4.1). */
    static boolean isAnnounced(StreamState state) {
        return state.peerHeader().filter(StreamHeader::announcesDialback).isPresent();
    }

    @Override
    public Map<String, String> declarations() {
        return DialbackElement.DECLARATIONS;
    }

    @Override
    public List<StreamTap> taps(StreamState state) {
        return List.of(new DialbackTap(config, pair, state));
    }

    @Override
    public Step initiate(Optional<XmlElement> offer, StreamState state) {
        Optional<DomainPair> due = pair.filter(first -> !state.authorized().contains(first));
        if (due.isEmpty()) {
            return new Step.Done(
                    List.of(), Outcome.NOTHING, Then.PROCEED); // SASL came first, or there is nothing to offer
        }
        Optional<StreamHeader> response = state.peerHeader();
        Optional<String> id = response.flatMap(StreamHeader::id);
        if (response.isEmpty() || id.isEmpty()) {
            return new Step.Fatal(
                    List.of(), StreamError.of(StreamErrorCondition.BAD_FORMAT, "a response header without an id"));
        }
        XmlElement key = DialbackElement.result(due.get(), config.secret().key(due.get(), id.get()));
        return new Step.Continue(
                List.of(key), new FirstPair(due.get(), response.get().profile()));
    }

    @Override
    public Optional<Reason> missed(StreamState state) {
        boolean missed = !isAnnounced(state)
                && pair.filter(first -> !state.authorized().contains(first)).isPresent();
        return missed
                ? Optional.of(new Reason.NegotiationFailed(name(), "the peer's header does not announce dialback"))
                : Optional.empty();
    }
}
