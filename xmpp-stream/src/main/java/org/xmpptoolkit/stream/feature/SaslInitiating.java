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
        List<SaslMechanism> common = policy.common(offered, credentials, binding, state);
        return new Attempts(credentials, policy, common, binding, domain(state)).next(new Reason.NoCommonMechanism());
    }

    /** The domain to log in at. */
    static Jid domain(StreamState state) {
        return state.localHeader()
                .flatMap(StreamHeader::to)
                .orElseThrow(() -> new IllegalStateException("our header has no 'to' (RFC 6120 section 4.7.2)"))
                .domain();
    }

    /** Where both servers do dialback, it says what the stream is of use for (XEP-0178 section 3). */
    @Override
    public Optional<Reason> missed(StreamState state) {
        boolean dialback = ServerExternalExchange.isFor(state)
                && state.localHeader().filter(StreamHeader::announcesDialback).isPresent()
                && state.peerHeader().filter(StreamHeader::announcesDialback).isPresent();
        return admissible(state) && !dialback ? Optional.of(new Reason.NoCommonMechanism()) : Optional.empty();
    }

    /** Behind success comes a restart (RFC 6120 section 6.4.6). */
    private static final class Attempts extends SaslClientNegotiation {
        Attempts(
                SaslCredentials credentials,
                SaslClientPolicy policy,
                List<SaslMechanism> mechanisms,
                ClientBinding binding,
                Jid domain) {
            super(SaslProfile.RFC_6120, credentials, policy, mechanisms, binding, domain);
        }

        @Override
        XmlElement request(SaslMechanism mechanism, byte[] initialResponse) {
            return SaslElements.auth(mechanism, initialResponse);
        }

        @Override
        Step authenticated(XmlElement success, StreamState state) {
            return new Step.Done(List.of(), SaslAccounts.authenticated(account(), domain(), state), Then.RESTART);
        }
    }
}
