package org.xmpptoolkit.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.feature.StreamTap;
import org.xmpptoolkit.stream.feature.StreamTap.Reaction;

/** The taps of one stream, and what becomes of their reactions. */
final class Taps {
    private final StreamMachine machine;
    private List<StreamTap> taps = List.of();

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

    /** Whether an element of the application may be sent; if not, it goes back with those behind it. */
    boolean admit(XmlElement element, int octets, List<XmlElement> withRest) {
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
        throw new IllegalStateException(command + " is for a feature that was not negotiated on this stream");
    }

    void closing() {
        for (StreamTap tap : taps) {
            tap.closing().forEach(machine::write);
        }
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
        reaction.error().ifPresent(machine::fail);
    }
}
