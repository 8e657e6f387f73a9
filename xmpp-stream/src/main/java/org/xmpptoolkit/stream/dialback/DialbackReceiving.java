package org.xmpptoolkit.stream.dialback;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.StreamTap;

/** Dialback as the server sees it that the stream was opened to: {@link DialbackTap} does it, as often as the peer likes. */
record DialbackReceiving(DialbackConfig config) implements StreamFeature.Receiving {
    private static final XmlElement OFFER = XmlElement.builder(
                    DialbackElement.FEATURE.getNamespaceURI(), DialbackElement.FEATURE.getLocalPart())
            .child(XmlElement.of(DialbackElement.FEATURE.getNamespaceURI(), "errors"))
            .build();

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
        return DialbackInitiating.isAnnounced(state);
    }

    @Override
    public Map<String, String> declarations() {
        return DialbackElement.DECLARATIONS;
    }

    @Override
    public List<StreamTap> taps(StreamState state) {
        return List.of(new DialbackTap(config, Optional.empty(), state));
    }

    @Override
    public boolean mandatory(StreamState state) {
        return state.authorized().isEmpty();
    }

    @Override
    public Optional<XmlElement> offer(StreamState state) {
        return Optional.of(OFFER);
    }

    @Override
    public boolean claims(XmlElement first, StreamState state) {
        return false; // the tap takes it
    }

    @Override
    public Step accept(XmlElement first, StreamState state) {
        throw new IllegalStateException("dialback claims nothing for a negotiation");
    }

    /** Where TLS is due there is no tap yet, and a key is refused without ending the stream (XEP-0220 section 2.5). */
    @Override
    public Optional<Step> late(XmlElement first, StreamState state) {
        if (!DialbackElement.isDialback(first)) {
            return Optional.empty();
        }
        JidProfile profile = state.peerHeader().map(StreamHeader::profile).orElse(JidProfile.STRINGPREP_QUERY);
        DialbackElement read = DialbackElement.read(first, profile);
        if (read instanceof DialbackElement.Request request) {
            String text = "TLS is required first";
            XmlElement refusal = request.failure(StanzaErrorCondition.POLICY_VIOLATION, text);
            return Optional.of(new Step.Refused(List.of(refusal), text, Optional.empty()));
        }
        return read instanceof DialbackElement.Malformed malformed
                ? Optional.of(new Step.Fatal(List.of(), malformed.error()))
                : Optional.empty();
    }
}
