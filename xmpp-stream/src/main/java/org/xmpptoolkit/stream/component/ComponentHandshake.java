package org.xmpptoolkit.stream.component;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.Then;

/**
 * The handshake of a component with its server, for both roles (XEP-0114 section 3). It is all that such a stream negotiates: headers
 * have no version, so no features are offered, and there is no STARTTLS.
 *
 * <p>The stream's configuration needs the content namespace {@link Namespaces#COMPONENT_ACCEPT}, and a TLS policy other than {@link
 * org.xmpptoolkit.stream.TlsPolicy#REQUIRED}; for a component, {@code to} is its own name. Once the stream is established, {@link
 * StreamState#account} is the component's name. Stanzas of a component without {@code from} and {@code to} end the stream with
 * improper-addressing, and those whose {@code from} is of another domain with invalid-from; nothing is stamped.
 */
public final class ComponentHandshake {
    private static final XmlElement HANDSHAKE = XmlElement.of(Namespaces.COMPONENT_ACCEPT, "handshake");

    private ComponentHandshake() {}

    /**
     * The component's side. A stream error that the server answers with ends the stream with {@link Reason.ErrorReceived}; {@code
     * not-authorized} stands for a wrong secret, {@code host-unknown} and {@code conflict} for a name that is not served or in use.
     *
     * @param secret the secret that it shares with the server
     * @return the feature
     */
    public static StreamFeature.Initiating component(ComponentSecret secret) {
        return new Component(Objects.requireNonNull(secret, "secret"));
    }

    /**
     * The server's side, which asks {@link SecretRequested} of the application. Which names are served is said by the answer to {@link
     * org.xmpptoolkit.stream.HeaderOffered}, whose {@code from} is the component's name: refuse others with host-unknown, and one
     * that is connected already with conflict.
     *
     * @return the feature
     */
    public static StreamFeature.Receiving server() {
        return new Server();
    }

    private static boolean isOfComponent(StreamState state) {
        return state.peerHeader()
                .filter(header -> header.contentNamespace().equals(Namespaces.COMPONENT_ACCEPT))
                .isPresent();
    }

    private static boolean isAdmissible(StreamState state) {
        return isOfComponent(state) && state.account().isEmpty();
    }

    private static boolean isHandshake(XmlElement element) {
        return element.name().equals(HANDSHAKE.name());
    }

    private static Step done(List<XmlElement> send, Jid component) {
        return new Step.Done(send, Outcome.account(component), Then.PROCEED);
    }

    private static Step fatal(StreamErrorCondition condition, String text) {
        return new Step.Fatal(List.of(), StreamError.of(condition, text));
    }

    private record Component(ComponentSecret secret) implements StreamFeature.Initiating {
        @Override
        public QName name() {
            return HANDSHAKE.name();
        }

        @Override
        public boolean admissible(StreamState state) {
            return isAdmissible(state);
        }

        @Override
        public boolean implied(StreamState state) {
            return isAdmissible(state);
        }

        @Override
        public Step initiate(Optional<XmlElement> offer, StreamState state) {
            Optional<String> id = state.peerHeader().flatMap(StreamHeader::id).filter(text -> !text.isEmpty());
            return id.<Step>map(streamId -> new Step.Continue(
                            List.of(HANDSHAKE.toBuilder()
                                    .text(secret.proof(streamId))
                                    .build()),
                            new Answer()))
                    .orElseGet(() -> fatal(
                            StreamErrorCondition.BAD_FORMAT, "the response header has no id (RFC 6120 section 4.7.3)"));
        }

        @Override
        public Optional<Reason> missed(StreamState state) {
            return state.account().isPresent()
                    ? Optional.empty()
                    : Optional.of(new Reason.NegotiationFailed(
                            HANDSHAKE.name(), "the stream is none of a component: set its content namespace"));
        }
    }

    /** Waits for the server's word. */
    private static final class Answer implements Negotiation {
        @Override
        public boolean expects(XmlElement element) {
            return isHandshake(element);
        }

        @Override
        public Step onElement(XmlElement element, StreamState state) {
            boolean empty = element.text().isBlank() && element.elements().isEmpty();
            Optional<Jid> component = state.localHeader().flatMap(StreamHeader::to);
            return empty
                    ? done(List.of(), component.orElseThrow())
                    : fatal(StreamErrorCondition.BAD_FORMAT, "the answer to the handshake is not empty");
        }
    }

    private record Server() implements StreamFeature.Receiving {
        /** What a name without secret is held against, so that it takes the same work. */
        private static final ComponentSecret NOBODYS =
                ComponentSecret.of(UUID.randomUUID().toString().toCharArray());

        @Override
        public QName name() {
            return HANDSHAKE.name();
        }

        @Override
        public boolean admissible(StreamState state) {
            return isAdmissible(state);
        }

        @Override
        public boolean implied(StreamState state) {
            return isAdmissible(state);
        }

        @Override
        public boolean mandatory(StreamState state) {
            return true;
        }

        @Override
        public Optional<XmlElement> offer(StreamState state) {
            return Optional.empty();
        }

        @Override
        public boolean claims(XmlElement first, StreamState state) {
            return isHandshake(first);
        }

        @Override
        public Step accept(XmlElement first, StreamState state) {
            StreamHeader ours = state.localHeader().orElseThrow();
            Proof proof = new Proof(first, ours.id().orElseThrow(), ours.from().orElseThrow());
            return new Step.Ask(List.of(), new SecretRequested(proof.component), proof);
        }

        /** A proof that came, until the secret is there. */
        private record Proof(XmlElement handshake, String streamId, Jid component) implements Negotiation {
            @Override
            public boolean expects(XmlElement element) {
                return false;
            }

            @Override
            public Step onElement(XmlElement element, StreamState state) {
                throw new IllegalStateException("what comes in is held until the secret is there");
            }

            @Override
            public <R> Step onReply(Prompt<R> prompt, R answer, StreamState state) {
                Optional<ComponentSecret> secret = ((Optional<?>) answer).map(ComponentSecret.class::cast);
                boolean proved = secret.orElse(NOBODYS).isProvedBy(handshake.text(), streamId);
                return proved && secret.isPresent() && handshake.elements().isEmpty()
                        ? done(List.of(HANDSHAKE), component)
                        : fatal(
                                StreamErrorCondition.NOT_AUTHORIZED,
                                "the handshake proves no secret of this component");
            }
        }
    }
}
