package org.xmpptoolkit.stream.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.StreamEvent.Acknowledged;
import org.xmpptoolkit.stream.StreamEvent.FeatureNotice;
import org.xmpptoolkit.stream.StreamEvent.Undelivered;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.Then;

/** The client's resumption, in place of binding (XEP-0198 section 5). */
record SmResuming(SmState former, SmConfig config) implements StreamFeature.Initiating {
    @Override
    public QName name() {
        return SmElements.FEATURE;
    }

    /** XEP-0198 section 9. */
    @Override
    public boolean fitsInline() {
        return true;
    }

    /** The session is of one account: another one neither learns of its id nor gets its stanzas. */
    @Override
    public boolean admissible(StreamState state) {
        return state.account().equals(Optional.of(former.account()))
                && state.bound().isEmpty();
    }

    @Override
    public Step initiate(Optional<XmlElement> offer, StreamState state) {
        XmlElement resume = SmElements.builder("resume")
                .attribute("previd", former.id())
                .attribute("h", Long.toString(former.handled()))
                .build();
        return new Step.Continue(List.of(resume), new Answer(former, config));
    }

    /** One resumption is the same wherever it is listed, so that it is tried, and told to have failed, once. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SmResuming resuming && former.equals(resuming.former);
    }

    @Override
    public int hashCode() {
        return former.hashCode();
    }

    @Override
    public List<FeatureNotice> passedOver() {
        return left(former.unacknowledged(), former.queued());
    }

    private static List<FeatureNotice> left(List<XmlElement> unacknowledged, List<XmlElement> queued) {
        List<XmlElement> all = new ArrayList<>(unacknowledged);
        all.addAll(queued);
        return all.isEmpty() ? List.of() : List.of(new Undelivered(all));
    }

    /** Waits for the server's word. */
    private record Answer(SmState former, SmConfig config) implements Negotiation {
        @Override
        public boolean expects(XmlElement element) {
            return SmElements.is(element, "resumed") || SmElements.is(element, "failed");
        }

        /** What was sent before goes first, and the server counts what comes in behind the request already. */
        @Override
        public boolean holdsStanzas() {
            return true;
        }

        @Override
        public Step onElement(XmlElement element, StreamState state) {
            OptionalLong h = SmElements.h(element);
            if (SmElements.is(element, "failed")) {
                return new Step.Refused(List.of(), SmElements.reason(element), Optional.empty(), lost(h));
            }
            if (h.isEmpty() || !element.attribute("previd").orElse("").equals(former.id())) {
                return new Step.Fatal(
                        List.of(),
                        StreamError.of(
                                StreamErrorCondition.BAD_FORMAT,
                                "a resumption without a count, or of another session"));
            }
            SmTap tap = SmTap.resumed(former, h.getAsLong(), config, state);
            return new Step.Done(List.of(), Outcome.resumed(former.bound(), tap), Then.PROCEED);
        }

        /** What is left once the count of a failed resumption is heeded. A count that cannot be acknowledges nothing. */
        private List<FeatureNotice> lost(OptionalLong h) {
            SmQueue queue = new SmQueue(former.acknowledged());
            former.unacknowledged().forEach(stanza -> queue.add(stanza, 0));
            List<XmlElement> newly =
                    h.isPresent() ? queue.acknowledge(h.getAsLong()).orElse(List.of()) : List.of();
            List<FeatureNotice> notices = new ArrayList<>();
            if (!newly.isEmpty()) {
                notices.add(new Acknowledged(newly));
            }
            notices.addAll(left(queue.stanzas(), former.queued()));
            return notices;
        }
    }
}
