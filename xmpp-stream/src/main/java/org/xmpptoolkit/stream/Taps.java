package org.xmpptoolkit.stream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.StreamTap;
import org.xmpptoolkit.stream.feature.StreamTap.Reaction;
import org.xmpptoolkit.stream.framing.FrameEncoder;

/** The taps of one stream, and what becomes of their reactions. */
final class Taps {
    private final StreamMachine machine;
    /** Those that came with our header, which end with it, and then those that were negotiated. */
    private List<StreamTap> taps = List.of();

    private int ofHeader;
    /** The features that were asked for their taps under the present headers. */
    private final Set<StreamFeature> watched = new HashSet<>(4);

    Taps(StreamMachine machine) {
        this.machine = machine;
    }

    void add(List<StreamTap> more) {
        if (more.isEmpty()) {
            return;
        }
        List<StreamTap> all = new ArrayList<>(taps);
        all.addAll(more);
        taps = List.copyOf(all);
        more.forEach(tap -> perform(tap.begin()));
    }

    /** Begins with those of the features that our header and our offer are out for, each once under one header. */
    void opened(List<? extends StreamFeature> features, StreamState state) {
        List<StreamTap> more = features.stream()
                .filter(feature -> Admission.admits(state, feature) && watched.add(feature))
                .flatMap(feature -> feature.taps(state).stream())
                .toList();
        if (more.isEmpty()) {
            return;
        }
        List<StreamTap> all = new ArrayList<>(taps);
        all.addAll(ofHeader, more);
        taps = List.copyOf(all);
        ofHeader += more.size();
        more.forEach(tap -> perform(tap.begin()));
    }

    /** Our header is void, and so are those that came with it. */
    void restarted() {
        List<StreamTap> ended = taps.subList(0, ofHeader);
        taps = taps.subList(ofHeader, taps.size());
        ofHeader = 0;
        watched.clear();
        ended.forEach(tap -> tap.restarted().forEach(machine.output::notice));
    }

    /** What was negotiated in clear holds no longer under TLS (RFC 6120 section 5.4.3.3). */
    void secured() {
        taps = List.of();
        ofHeader = 0;
        watched.clear();
    }

    /** Tells of a pair, and gives those that are authorized with it. */
    Set<DomainPair> authorized(DomainPair pair) {
        Set<DomainPair> more = new LinkedHashSet<>();
        taps.forEach(tap -> more.addAll(tap.authorized(pair)));
        return more;
    }

    /** Whether a tap took an element from the peer. */
    boolean take(XmlElement element) {
        for (StreamTap tap : taps) {
            if (tap.claims(element)) {
                perform(tap.onElement(element));
                return true;
            }
        }
        return false;
    }

    /** Sends until a tap takes no more; those behind it would overtake it. */
    void send(List<XmlElement> elements, @Nullable FrameEncoder encoder) {
        for (int i = 0; encoder != null && i < elements.size(); i++) {
            XmlElement element = elements.get(i);
            byte[] octets = encoder.element(element);
            if (!admit(element, octets.length, elements.subList(i, elements.size()))) {
                return;
            }
            machine.write(element, octets);
        }
    }

    /** Whether an element of the application may be sent; if not, it goes back with those behind it. */
    private boolean admit(XmlElement element, int octets, List<XmlElement> withRest) {
        for (StreamTap tap : taps) {
            Optional<Reaction> refusal = tap.refuse(element, octets);
            if (refusal.isPresent()) {
                machine.output.notice(new StreamEvent.NotSent(withRest));
                perform(refusal.get());
                return false;
            }
        }
        return true;
    }

    void sent(XmlElement element, int octets) {
        for (StreamTap tap : taps) {
            perform(tap.sent(element, octets));
        }
    }

    void received(XmlElement element) {
        for (StreamTap tap : taps) {
            tap.received(element);
        }
    }

    void tell(FeatureCommand command) {
        for (StreamTap tap : taps) {
            Optional<Reaction> reaction = tap.onCommand(command);
            if (reaction.isPresent()) {
                perform(reaction.get());
                return;
            }
        }
        throw new IllegalStateException(
                command + " is for a feature that was not negotiated on this stream: configure it,"
                        + " and tell it behind Established, if the peer offered it");
    }

    /** Sends what goes in front of the closing tag; gives whether that did not end the stream. */
    boolean closing() {
        for (StreamTap tap : taps) {
            tap.closing().forEach(machine::write);
        }
        return machine.phase() != Phase.CLOSED;
    }

    void end(Reason reason) {
        List<StreamTap> ended = taps;
        taps = List.of();
        for (StreamTap tap : ended) {
            tap.end(reason).forEach(machine.output::notice);
        }
    }

    private void perform(Reaction reaction) {
        reaction.notices().forEach(machine.output::notice);
        reaction.send().forEach(machine::write);
        if (machine.phase() == Phase.CLOSED) {
            return; // a tap ended the stream over what was sent
        }
        reaction.outgoing().forEach(pair -> machine.authorize(pair, true));
        reaction.incoming().forEach(pair -> machine.authorize(pair, false));
        reaction.questions().forEach(this::ask);
        reaction.error().ifPresent(machine::fail);
        if (!reaction.outgoing().isEmpty() || !reaction.incoming().isEmpty()) {
            machine.authorizedByTap();
        }
    }

    private <R> void ask(StreamTap.Question<R> question) {
        machine.sideQuestion(
                question.prompt(), answer -> perform(question.answered().apply(answer)));
    }
}
