package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.stream.StreamState;

/**
 * A stream between servers that carries stanzas both ways, for both roles (XEP-0288): with each pair of domains that is authorized on
 * it, the inverse one is. Without it a server needs a second stream, which it opens itself, to answer.
 *
 * <p>The initiating server puts it in front of what authenticates. It is negotiated before that or not at all; where TLS is required,
 * it is offered behind TLS only (RFC 6120 section 5.3.1). Immutable and thread-safe.
 */
public final class BidirectionalStream implements StreamFeature.Initiating, StreamFeature.Receiving {
    private static final XmlElement OFFER = XmlElement.of("urn:xmpp:features:bidi", "bidi");
    private static final XmlElement ENABLE = XmlElement.of("urn:xmpp:bidi", "bidi");

    /** The feature. */
    public BidirectionalStream() {}

    @Override
    public QName name() {
        return OFFER.name();
    }

    @Override
    public boolean admissible(StreamState state) {
        return ServerExternalExchange.isFor(state)
                && state.account().isEmpty()
                && state.authorized().isEmpty();
    }

    @Override
    public Step initiate(Optional<XmlElement> offer, StreamState state) {
        return enabled(List.of(ENABLE)); // there is no answer
    }

    @Override
    public boolean mandatory(StreamState state) {
        return false;
    }

    @Override
    public Optional<XmlElement> offer(StreamState state) {
        return Optional.of(OFFER);
    }

    @Override
    public boolean claims(XmlElement first, StreamState state) {
        return first.name().equals(ENABLE.name());
    }

    @Override
    public Step accept(XmlElement first, StreamState state) {
        return enabled(List.of());
    }

    private static Step enabled(List<XmlElement> send) {
        return new Step.Done(send, Outcome.tapped(new Inverse()), Then.PROCEED);
    }

    /** Brings the inverse of each pair. */
    private static final class Inverse implements StreamTap {
        @Override
        public Set<DomainPair> authorized(DomainPair pair) {
            return Set.of(new DomainPair(pair.to(), pair.from()));
        }
    }
}
