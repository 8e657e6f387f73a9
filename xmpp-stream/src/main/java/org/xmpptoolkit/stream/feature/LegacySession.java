package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.StreamState;

/**
 * The session of RFC 3921 section 3, for clients that cannot do without: offered as optional, granted whenever it is asked for, and
 * without any effect. A server adds it beside {@link ResourceBinding#server}. Immutable and thread-safe.
 */
public final class LegacySession implements StreamFeature.Receiving {
    private static final XmlElement OFFER = XmlElement.builder(Namespaces.SESSION, "session")
            .child(XmlElement.of(Namespaces.SESSION, "optional"))
            .build();

    /** The feature. */
    public LegacySession() {}

    @Override
    public QName name() {
        return OFFER.name();
    }

    @Override
    public boolean admissible(StreamState state) {
        return state.account().isPresent();
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
        return state.bound().isPresent() && IqRequests.isSet(first, Namespaces.SESSION, "session", state);
    }

    @Override
    public Step accept(XmlElement first, StreamState state) {
        return new Step.Done(List.of(IqRequests.reply(first, "result").build()), Outcome.NOTHING, Then.PROCEED);
    }

    /** Asking once more makes no difference. */
    @Override
    public Optional<Step> late(XmlElement first, StreamState state) {
        return claims(first, state) ? Optional.of(accept(first, state)) : Optional.empty();
    }
}
