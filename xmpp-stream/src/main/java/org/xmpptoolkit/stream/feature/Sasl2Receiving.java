package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamState;

/** SASL2 as a server sees it (XEP-0388). */
record Sasl2Receiving(SaslServerConfig config, List<StreamFeature.Receiving> inline)
        implements StreamFeature.Receiving {
    @Override
    public QName name() {
        return SaslProfile.SASL2.offer();
    }

    /** Also in clear, where nothing is offered: the stream must not be complete without an account. */
    @Override
    public boolean admissible(StreamState state) {
        return state.account().isEmpty() && !ServerExternalExchange.isFor(state);
    }

    @Override
    public boolean mandatory(StreamState state) {
        return true;
    }

    @Override
    public Optional<XmlElement> offer(StreamState state) {
        List<SaslMechanism> permitted = config.permitted(state);
        return state.secure() && !permitted.isEmpty()
                ? Optional.of(Sasl2Elements.authentication(
                        permitted,
                        inline.stream()
                                .map(StreamFeature.Receiving::inlineOffer)
                                .toList()))
                : Optional.empty();
    }

    @Override
    public List<XmlElement> offers(StreamState state) {
        return ChannelBindings.beside(offer(state), config, state);
    }

    @Override
    public Optional<StreamError> refusal(StreamHeader header, StreamState state) {
        Optional<Jid> to = header.to().map(Jid::domain);
        boolean foreign = state.secure()
                && to.isPresent()
                && header.from()
                        .filter(from -> !Optional.of(from.domain()).equals(to))
                        .isPresent();
        return foreign
                ? Optional.of(StreamError.of(StreamErrorCondition.INVALID_FROM, "from is of another domain than to"))
                : Optional.empty();
    }

    @Override
    public boolean claims(XmlElement first, StreamState state) {
        return SaslProfile.SASL2.begins(first);
    }

    @Override
    public Step accept(XmlElement first, StreamState state) {
        return accept(first, List.of(), state);
    }

    @Override
    public Step accept(XmlElement first, List<Negotiation> tries, StreamState state) {
        return state.secure() ? new Attempts(config, inline, tries).onElement(first, state) : inClear();
    }

    @Override
    public Optional<Step> late(XmlElement first, StreamState state) {
        if (!claims(first, state)) {
            return Optional.empty();
        }
        return Optional.of(
                state.account().isPresent()
                        ? new Step.Fatal(
                                List.of(),
                                StreamError.of(
                                        StreamErrorCondition.POLICY_VIOLATION, "the stream is authenticated already"))
                        : inClear());
    }

    /** What came in clear may have been a password, which the client should not send again. */
    private static Step inClear() {
        return new Step.Fatal(
                List.of(SaslProfile.SASL2.failure(SaslFailure.of(SaslFailureCondition.ENCRYPTION_REQUIRED))),
                StreamError.of(StreamErrorCondition.POLICY_VIOLATION, "SASL2 without TLS"));
    }

    /** Behind success come the new features, but where an earlier stream goes on. */
    private static final class Attempts extends SaslServerNegotiation {
        private final List<StreamFeature.Receiving> inline;
        private List<XmlElement> requests = List.of();
        private Optional<UserAgent> userAgent = Optional.empty();

        Attempts(SaslServerConfig config, List<StreamFeature.Receiving> inline, List<Negotiation> tries) {
            super(config, SaslProfile.SASL2, tries);
            this.inline = inline;
        }

        @Override
        public boolean expects(XmlElement element) {
            return running() || SaslProfile.SASL2.begins(element);
        }

        @Override
        public boolean allowsWhiteSpace() {
            return !running();
        }

        @Override
        public Step onElement(XmlElement element, StreamState state) {
            if (!running()) {
                requests = element.elements().stream()
                        .filter(child -> !child.namespace().equals(Namespaces.SASL2))
                        .toList();
                userAgent = UserAgent.in(element);
            } else if (!element.is(Namespaces.SASL2, "response") && !element.is(Namespaces.SASL2, "abort")) {
                return interrupted(element);
            }
            return super.onElement(element, state);
        }

        private static Step interrupted(XmlElement element) {
            return new Step.Fatal(
                    List.of(),
                    StreamError.of(
                            Namespaces.isContentNamespace(element.namespace())
                                    ? StreamErrorCondition.NOT_AUTHORIZED
                                    : StreamErrorCondition.POLICY_VIOLATION,
                            "while authentication runs there is only response and abort"));
        }

        @Override
        Step contradicted() {
            return fail(SaslFailureCondition.INVALID_AUTHZID); // XEP-0388 section 2.3
        }

        @Override
        Step authenticated(SaslTurn.Accept accept, StreamState state) {
            InlineAnswering answering =
                    new InlineAnswering(Outcome.account(accept.acting()), result -> success(accept, result));
            for (StreamFeature.Receiving feature : inline) {
                if (feature instanceof Bind2Receiving binding) {
                    requests.stream()
                            .filter(request -> binding.claims(request, state))
                            .findFirst()
                            .ifPresent(bind -> answering.add(binding, now -> binding.accept(bind, userAgent, now)));
                } else {
                    answering.add(feature, requests, state);
                }
            }
            return answering.next(state);
        }

        private static Step success(SaslTurn.Accept accept, InlineAnswering.Result result) {
            Outcome outcome = result.outcome();
            XmlElement success =
                    Sasl2Elements.success(accept.message(), outcome.bound().orElse(accept.acting()), result.answers());
            boolean doomed = outcome.resumed() && result.answers().isEmpty(); // the tap ends the stream as it begins
            return new Step.Done(
                    doomed ? List.of() : List.of(success),
                    outcome,
                    outcome.resumed() ? Then.PROCEED : Then.REOFFER,
                    result.within());
        }
    }
}
