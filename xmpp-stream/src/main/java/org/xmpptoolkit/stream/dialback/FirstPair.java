package org.xmpptoolkit.stream.dialback;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.stream.StreamEvent.PairRefused;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.Then;

/** Waits for the verdict on the pair that the stream was opened for. {@link DialbackTap} lets nothing else through to it. */
record FirstPair(DomainPair pair, JidProfile profile) implements Negotiation {
    @Override
    public boolean expects(XmlElement element) {
        return DialbackElement.isDialback(element)
                && DialbackElement.read(element, profile) instanceof DialbackElement.Answer;
    }

    @Override
    public Step onElement(XmlElement element, StreamState state) {
        DialbackVerdict verdict = ((DialbackElement.Answer) DialbackElement.read(element, profile)).verdict();
        if (verdict instanceof DialbackVerdict.Valid) {
            return new Step.Done(
                    List.of(), new Outcome(Optional.empty(), Optional.empty(), Set.of(pair)), Then.PROCEED);
        }
        String reason = verdict instanceof DialbackVerdict.Failed failed
                ? "the peer says " + failed.error().condition().elementName()
                : "the peer says that the key is wrong";
        return new Step.Refused(List.of(), reason, Optional.empty(), List.of(new PairRefused(pair, verdict)));
    }
}
