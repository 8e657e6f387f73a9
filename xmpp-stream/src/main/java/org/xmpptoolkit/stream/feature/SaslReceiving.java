package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.StreamState;

/** SASL as a server sees it. */
record SaslReceiving(SaslServerConfig config) implements StreamFeature.Receiving {
    @Override
    public QName name() {
        return SaslElements.MECHANISMS;
    }

    /** Also where no mechanism may be offered yet: the stream must not be complete without an account. */
    @Override
    public boolean admissible(StreamState state) {
        return state.account().isEmpty() && state.authorized().isEmpty();
    }

    @Override
    public boolean mandatory(StreamState state) {
        return true;
    }

    @Override
    public Optional<XmlElement> offer(StreamState state) {
        List<SaslMechanism> permitted = config.permitted(state);
        return permitted.isEmpty() ? Optional.empty() : Optional.of(SaslElements.mechanisms(permitted));
    }

    /** The types of channel binding stand beside the mechanisms (XEP-0440), where one of these binds. */
    @Override
    public List<XmlElement> offers(StreamState state) {
        return ChannelBindings.beside(offer(state), config, state);
    }

    @Override
    public boolean claims(XmlElement first, StreamState state) {
        return first.namespace().equals(Namespaces.SASL);
    }

    @Override
    public Step accept(XmlElement first, StreamState state) {
        return accept(first, List.of(), state);
    }

    @Override
    public Step accept(XmlElement first, List<Negotiation> tries, StreamState state) {
        return new Attempts(config, tries).onElement(first, state);
    }

    /** Behind success comes a restart (RFC 6120 section 6.4.6). */
    private static final class Attempts extends SaslServerNegotiation {
        Attempts(SaslServerConfig config, List<Negotiation> tries) {
            super(config, SaslProfile.RFC_6120, tries);
        }

        @Override
        Step authenticated(SaslTurn.Accept accept, StreamState state) {
            return new Step.Done(
                    List.of(SaslElements.success(accept.message())),
                    SaslAccounts.authenticated(accept.acting(), domain(state), state),
                    Then.RESTART);
        }

        @Override
        Step contradicted() {
            return new Step.Fatal(List.of(), StreamError.of(StreamErrorCondition.INVALID_FROM)); // section 6.4.6
        }
    }
}
