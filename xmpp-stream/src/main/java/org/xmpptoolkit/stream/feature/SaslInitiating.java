package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamState;

/** SASL as a client sees it. */
record SaslInitiating(SaslCredentials credentials, SaslClientPolicy policy) implements StreamFeature.Initiating {
    @Override
    public QName name() {
        return SaslElements.MECHANISMS;
    }

    @Override
    public boolean admissible(StreamState state) {
        return state.account().isEmpty();
    }

    @Override
    public Step initiate(Optional<XmlElement> offer, StreamState state) {
        List<String> offered = offer.map(SaslElements::mechanismNames).orElse(List.of());
        List<SaslMechanism> common = policy.mechanisms().stream()
                .filter(m -> offered.contains(m.wireName()) && policy.permits(m, state))
                .toList();
        Jid domain = state.localHeader()
                .flatMap(StreamHeader::to)
                .orElseThrow(() -> new IllegalStateException("our header has no 'to' (RFC 6120 section 4.7.2)"));
        return new SaslClientNegotiation(credentials, policy, common, domain.domain())
                .next(new Reason.NoCommonMechanism());
    }

    @Override
    public Optional<Reason> missed(StreamState state) {
        return state.account().isEmpty() ? Optional.of(new Reason.NoCommonMechanism()) : Optional.empty();
    }
}
