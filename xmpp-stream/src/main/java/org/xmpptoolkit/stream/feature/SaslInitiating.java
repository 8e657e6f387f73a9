package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
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
        return state.account().isEmpty() && state.authorized().isEmpty();
    }

    @Override
    public Step initiate(Optional<XmlElement> offer, StreamState state) {
        return initiate(offer, XmlElement.of(Namespaces.STREAM, "features"), state);
    }

    @Override
    public Step initiate(Optional<XmlElement> offer, XmlElement features, StreamState state) {
        List<String> offered = offer.map(SaslElements::mechanismNames).orElse(List.of());
        ClientBinding binding = ClientBinding.of(policy, offered, ChannelBindings.listed(features), state);
        if (binding.refusal().isPresent() && credentials.suit(SaslMechanism.PLAIN, state)) {
            return new Step.Close(
                    List.of(),
                    new Reason.NegotiationFailed(name(), binding.refusal().get()));
        }
        Jid domain = state.localHeader()
                .flatMap(StreamHeader::to)
                .orElseThrow(() -> new IllegalStateException("our header has no 'to' (RFC 6120 section 4.7.2)"));
        return new SaslClientNegotiation(credentials, policy, common(offered, binding, state), binding, domain.domain())
                .next(new Reason.NoCommonMechanism());
    }

    /**
     * What is offered and may be tried. Where the channel can be bound, nothing that shows a password without is tried any more
     * (RFC 5802 section 6): whoever sits in between could make the bound ones fail.
     */
    private List<SaslMechanism> common(List<String> offered, ClientBinding binding, StreamState state) {
        List<SaslMechanism> common = policy.mechanisms().stream()
                .filter(m -> offered.contains(m.wireName()) && policy.permits(m, state) && credentials.suit(m, state))
                .filter(m -> !m.bindsChannel() || binding.type().isPresent())
                .toList();
        boolean bound = common.stream().anyMatch(SaslMechanism::bindsChannel);
        return common.stream()
                .filter(m -> !bound || m.bindsChannel() || m == SaslMechanism.EXTERNAL)
                .toList();
    }

    @Override
    public Optional<Reason> missed(StreamState state) {
        return admissible(state) ? Optional.of(new Reason.NoCommonMechanism()) : Optional.empty();
    }
}
