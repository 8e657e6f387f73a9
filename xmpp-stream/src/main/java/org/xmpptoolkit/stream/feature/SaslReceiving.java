package org.xmpptoolkit.stream.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
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
        List<SaslMechanism> permitted = config.mechanisms().stream()
                .filter(m -> config.permits(m, state))
                .toList();
        return permitted.isEmpty() ? Optional.empty() : Optional.of(SaslElements.mechanisms(permitted));
    }

    /** The types of channel binding stand beside the mechanisms (XEP-0440), where one of these binds. */
    @Override
    public List<XmlElement> offers(StreamState state) {
        List<XmlElement> offers = new ArrayList<>(offer(state).stream().toList());
        if (config.offersBinding(state)) {
            offers.add(ChannelBindings.list(ChannelBindings.available(state)));
        }
        return offers;
    }

    @Override
    public boolean claims(XmlElement first, StreamState state) {
        return first.namespace().equals(Namespaces.SASL);
    }

    @Override
    public Step accept(XmlElement first, StreamState state) {
        return new SaslServerNegotiation(config).onElement(first, state);
    }
}
