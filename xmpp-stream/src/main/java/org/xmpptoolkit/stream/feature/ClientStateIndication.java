package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.FeatureCommand;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.XmppStream;

// snippet: csi-feature
/**
 * Client state indication, for both roles (XEP-0352): a client tells its server whether somebody looks at it, by {@link
 * XmppStream#tell} of a {@link ClientState}; the server's application hears each change as that notice. Where the server does not offer
 * it, telling is an IllegalStateException. What the server makes of it is the application's.
 *
 * <p>Immutable and thread-safe. It is the smallest feature that does something; docs/features.md walks through it.
 */
public final class ClientStateIndication implements StreamFeature.Initiating, StreamFeature.Receiving {
    static final String NAMESPACE = "urn:xmpp:csi:0";
    private static final XmlElement OFFER = XmlElement.of(NAMESPACE, "csi");

    /** The feature. */
    public ClientStateIndication() {}

    @Override
    public QName name() {
        return OFFER.name();
    }

    /** Offered once it is known who the client is (section 4.1); begun by the client once it has an address. */
    @Override
    public boolean admissible(StreamState state) {
        return (state.role() == Role.RECEIVING ? state.account() : state.bound()).isPresent();
    }

    // end

    // snippet: csi-initiating
    // The client

    @Override
    public Step initiate(Optional<XmlElement> offer, StreamState state) {
        return new Step.Done(List.of(), Outcome.tapped(new Telling()), Then.PROCEED);
    }

    private static final class Telling implements StreamTap {
        @Override
        public Optional<Reaction> onCommand(FeatureCommand command) {
            return command instanceof ClientState told ? Optional.of(Reaction.send(told.element())) : Optional.empty();
        }
    }

    // end

    // snippet: csi-receiving
    // The server

    @Override
    public Optional<XmlElement> offer(StreamState state) {
        return Optional.of(OFFER);
    }

    @Override
    public boolean mandatory(StreamState state) {
        return false;
    }

    @Override
    public boolean claims(XmlElement first, StreamState state) {
        return ClientState.of(first).isPresent();
    }

    @Override
    public Step accept(XmlElement first, StreamState state) {
        return new Step.Done(List.of(), Outcome.tapped(new Hearing(first)), Then.PROCEED);
    }

    /** Before authentication (RFC 6120 section 4.9.3.12). */
    @Override
    public Optional<Step> late(XmlElement first, StreamState state) {
        return claims(first, state)
                ? Optional.of(new Step.Fatal(List.of(), StreamError.of(StreamErrorCondition.NOT_AUTHORIZED)))
                : Optional.empty();
    }

    // end

    // snippet: csi-hearing
    private static final class Hearing implements StreamTap {
        private final XmlElement first;
        private ClientState last = ClientState.ACTIVE;

        Hearing(XmlElement first) {
            this.first = first;
        }

        @Override
        public Reaction begin() {
            return onElement(first);
        }

        @Override
        public boolean claims(XmlElement element) {
            return ClientState.of(element).isPresent();
        }

        @Override
        public Reaction onElement(XmlElement element) {
            ClientState now = ClientState.of(element).orElse(last);
            boolean changed = now != last;
            last = now;
            return changed ? Reaction.tell(now) : Reaction.NOTHING;
        }
    }
}
// end
