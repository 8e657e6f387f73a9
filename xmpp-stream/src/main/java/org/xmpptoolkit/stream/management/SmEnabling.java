package org.xmpptoolkit.stream.management;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.Then;

/** The client's start of stream management, behind binding (XEP-0198 section 3). */
record SmEnabling(SmConfig config) implements StreamFeature.Initiating {
    @Override
    public QName name() {
        return SmElements.FEATURE;
    }

    /** XEP-0198 section 9. */
    @Override
    public boolean fitsInline() {
        return true;
    }

    @Override
    public boolean admissible(StreamState state) {
        return state.account().isPresent() && state.bound().isPresent();
    }

    @Override
    public Step initiate(Optional<XmlElement> offer, StreamState state) {
        XmlElement.Builder enable = SmElements.builder("enable");
        if (config.resumable()) {
            enable.attribute("resume", "true");
            config.max().ifPresent(max -> enable.attribute("max", Long.toString(max.toSeconds())));
        }
        return new Step.Continue(List.of(enable.build()), new Answer(config));
    }

    /** Waits for the server's word. */
    private record Answer(SmConfig config) implements Negotiation {
        @Override
        public boolean expects(XmlElement element) {
            return SmElements.is(element, "enabled") || SmElements.is(element, "failed");
        }

        /** The server counts what comes in behind the request already. */
        @Override
        public boolean holdsStanzas() {
            return true;
        }

        @Override
        public Step onElement(XmlElement element, StreamState state) {
            if (SmElements.is(element, "failed")) {
                return new Step.Refused(List.of(), SmElements.reason(element), Optional.empty());
            }
            boolean agreed =
                    config.resumable() && SmElements.flag(element, "resume").orElse(false);
            Optional<String> id = element.attribute("id").filter(text -> agreed && !text.isEmpty());
            Optional<Duration> max = SmElements.number(element.attribute("max"))
                    .filter(seconds -> seconds > 0)
                    .map(Duration::ofSeconds);
            Optional<HostPort> location = element.attribute("location").flatMap(HostPort::tryParse);
            SmTap tap = SmTap.begun(SmSession.on(state, id, max, location), config, state);
            return new Step.Done(List.of(), Outcome.tapped(tap), Then.PROCEED);
        }
    }
}
