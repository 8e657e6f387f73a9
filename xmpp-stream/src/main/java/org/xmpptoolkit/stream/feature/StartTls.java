package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsPolicy;

/**
 * STARTTLS, for both roles (RFC 6120 section 5). Whether TLS is required is the stream's {@link TlsPolicy}. Immutable and
 * thread-safe.
 */
public final class StartTls implements StreamFeature.Initiating, StreamFeature.Receiving {
    private static final XmlElement STARTTLS = XmlElement.of(Namespaces.TLS, "starttls");

    /** The feature. */
    public StartTls() {}

    @Override
    public QName name() {
        return STARTTLS.name();
    }

    @Override
    public boolean admissible(StreamState state) {
        // Complete before SASL (RFC 6120 section 5.3.4), and before stanzas flow.
        return !state.secure()
                && state.account().isEmpty()
                && state.authorized().isEmpty()
                && state.phase() == Phase.NEGOTIATING;
    }

    @Override
    public boolean secures() {
        return true;
    }

    @Override
    public Step initiate(Optional<XmlElement> offer, StreamState state) {
        return new Step.Continue(List.of(STARTTLS), new Answer());
    }

    @Override
    public boolean mandatory(StreamState state) {
        return state.tlsPolicy() == TlsPolicy.REQUIRED;
    }

    @Override
    public Optional<XmlElement> offer(StreamState state) {
        return Optional.of(
                mandatory(state)
                        ? STARTTLS.toBuilder()
                                .child(XmlElement.of(Namespaces.TLS, "required"))
                                .build()
                        : STARTTLS);
    }

    @Override
    public boolean claims(XmlElement first, StreamState state) {
        return first.namespace().equals(Namespaces.TLS);
    }

    @Override
    public Step accept(XmlElement first, StreamState state) {
        return first.localName().equals("starttls")
                ? new Step.Done(List.of(XmlElement.of(Namespaces.TLS, "proceed")), Outcome.NOTHING, Then.SECURE)
                : failure("the peer's STARTTLS command is malformed");
    }

    @Override
    public Optional<Step> late(XmlElement first, StreamState state) {
        return first.is(Namespaces.TLS, "starttls")
                ? Optional.of(failure("the peer asked for STARTTLS, which was not offered"))
                : Optional.empty();
    }

    /** RFC 6120 section 5.4.2.2. */
    private static Step failure(String message) {
        return new Step.Close(List.of(XmlElement.of(Namespaces.TLS, "failure")), new Reason.TlsRefused(message));
    }

    /** Waits for the receiving entity's word. */
    private static final class Answer implements Negotiation {
        @Override
        public boolean expects(XmlElement element) {
            return element.namespace().equals(Namespaces.TLS);
        }

        @Override
        public Step onElement(XmlElement element, StreamState state) {
            return element.localName().equals("proceed")
                    ? new Step.Done(List.of(), Outcome.NOTHING, Then.SECURE)
                    : new Step.Close(List.of(), new Reason.TlsRefused("the peer refused STARTTLS"));
        }
    }
}
