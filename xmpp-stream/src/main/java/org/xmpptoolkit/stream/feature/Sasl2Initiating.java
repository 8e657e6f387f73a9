package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamState;

/** SASL2 as a client sees it (XEP-0388). */
record Sasl2Initiating(
        SaslCredentials credentials,
        SaslClientPolicy policy,
        Optional<UserAgent> userAgent,
        List<StreamFeature.Initiating> inline)
        implements StreamFeature.Initiating {
    @Override
    public QName name() {
        return SaslProfile.SASL2.offer();
    }

    /** Never in clear, whoever offers it there. */
    @Override
    public boolean admissible(StreamState state) {
        return state.secure() && state.account().isEmpty() && !ServerExternalExchange.isFor(state);
    }

    @Override
    public Step initiate(Optional<XmlElement> offer, StreamState state) {
        return initiate(offer, XmlElement.of(Namespaces.STREAM, "features"), state);
    }

    @Override
    public Step initiate(Optional<XmlElement> offer, XmlElement features, StreamState state) {
        List<String> offered = offer.map(Sasl2Elements::mechanismNames).orElse(List.of());
        ClientBinding binding = ClientBinding.ofSasl2(policy, offered, ChannelBindings.listed(features), state);
        if (binding.refusal().isPresent() && credentials.suit(SaslMechanism.PLAIN, state)) {
            return new Step.Close(
                    List.of(),
                    new Reason.NegotiationFailed(name(), binding.refusal().get()));
        }
        List<SaslMechanism> common = policy.common(offered, credentials, binding, state);
        if (common.isEmpty()) {
            return new Step.Refused(
                    List.of(), "no mechanism in common", Optional.empty()); // another feature may have one
        }
        Attempts attempts = new Attempts(this, common, binding, SaslInitiating.domain(state));
        offer.flatMap(Sasl2Elements::inline).ifPresent(list -> attempts.ask(list, state));
        return attempts.next(new Reason.NoCommonMechanism());
    }

    @Override
    public Optional<Reason> missed(StreamState state) {
        return state.account().isEmpty() ? Optional.of(new Reason.NoCommonMechanism()) : Optional.empty();
    }

    /** Behind success come the new features, but where an earlier stream goes on. */
    private static final class Attempts extends SaslClientNegotiation {
        private final Sasl2Initiating feature;
        private final InlineAsking asking = new InlineAsking();

        Attempts(Sasl2Initiating feature, List<SaslMechanism> mechanisms, ClientBinding binding, Jid domain) {
            super(SaslProfile.SASL2, feature.credentials(), feature.policy(), mechanisms, binding, domain);
            this.feature = feature;
        }

        /** Begins with what is offered and would be admissible behind success. */
        void ask(XmlElement offers, StreamState state) {
            StreamState authenticated = InlineState.of(state, Optional.of(account()), Optional.empty());
            for (StreamFeature.Initiating one : feature.inline()) {
                if (one.admissible(authenticated)) {
                    offers.element(one.name().getNamespaceURI(), one.name().getLocalPart())
                            .ifPresent(offer -> asking.begin(one, offer, authenticated));
                }
            }
        }

        @Override
        XmlElement request(SaslMechanism mechanism, byte[] initialResponse) {
            XmlElement.Builder request =
                    SaslProfile.SASL2.request(mechanism).child(Sasl2Elements.initialResponse(initialResponse));
            feature.userAgent().ifPresent(agent -> request.child(agent.toElement()));
            return request.children(asking.requests()).build();
        }

        @Override
        Step unknown(XmlElement element) {
            if (!element.localName().equals("continue")) {
                return super.unknown(element);
            }
            String tasks = element.element(Namespaces.SASL2, "tasks").stream()
                    .flatMap(list -> list.elements(Namespaces.SASL2, "task").stream())
                    .map(XmlElement::text)
                    .collect(Collectors.joining(", "));
            return failed(
                    List.of(SaslProfile.SASL2.abort()), "the server asks for tasks, which are not done: " + tasks);
        }

        @Override
        Step authenticated(XmlElement success, StreamState state) {
            Optional<Jid> identifier = Sasl2Elements.identifier(success, IqRequests.profile(state));
            if (identifier.isEmpty()) {
                return failed(List.of(), "success without a correct authorization-identifier");
            }
            Jid account = identifier.get().bare();
            StreamState authenticated = InlineState.of(state, Optional.of(account), identifier.filter(Jid::isFull));
            InlineAsking.Result result = asking.take(success.elements(), Outcome.account(account), authenticated);
            if (result.end().isPresent()) {
                return result.end().get();
            }
            Outcome outcome = result.outcome();
            boolean foreign = outcome.bound()
                    .filter(bound -> !identifier.get().equals(identifier.get().isFull() ? bound : bound.bare()))
                    .isPresent();
            if (foreign) {
                return failed(List.of(), "the server goes on with the stream of another address");
            }
            return new Step.Done(List.of(), outcome, outcome.resumed() ? Then.PROCEED : Then.REOFFER, result.within());
        }

        private static Step failed(List<XmlElement> send, String message) {
            return new Step.Close(send, new Reason.NegotiationFailed(SaslProfile.SASL2.offer(), message));
        }
    }
}
