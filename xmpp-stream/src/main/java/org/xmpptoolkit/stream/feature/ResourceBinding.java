package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamState;

/** Resource binding, for both roles (RFC 6120 section 7). */
public final class ResourceBinding {
    private static final QName NAME = new QName(Namespaces.BIND, "bind");
    /** How often a client may ask again behind its first request (RFC 6120 section 7.7.3). */
    private static final int RETRIES = 5;
    /** The client's request. There is one at a time, and it is to the server. */
    private static final String ID = "bind";

    private ResourceBinding() {}

    /**
     * The client's side, which leaves the resourcepart to the server.
     *
     * @return the feature
     */
    public static StreamFeature.Initiating request() {
        return new Client(Optional.empty(), ID);
    }

    /**
     * The client's side, which asks for a resourcepart. The server may choose another.
     *
     * @param resourcepart the resourcepart
     * @return the feature
     */
    public static StreamFeature.Initiating request(String resourcepart) {
        return request(resourcepart, ID);
    }

    /** The client's side, whose request has an id of the caller's choice. */
    static StreamFeature.Initiating request(String resourcepart, String id) {
        return new Client(Optional.of(resourcepart), id);
    }

    /**
     * The server's side, which asks {@link BindRequested} of the application.
     *
     * @return the feature
     */
    public static StreamFeature.Receiving server() {
        return new Server();
    }

    /**
     * The address in an answer.
     *
     * @throws IllegalArgumentException if it is of another account than the stream
     */
    static Jid checked(BindAnswer.Bound answer, StreamState state) {
        Jid address = answer.address();
        if (!Optional.of(address.bare()).equals(state.account())) {
            throw new IllegalArgumentException(address + " is not of the account "
                    + state.account().orElseThrow() + ", which alone may be bound on this stream");
        }
        return address;
    }

    private static boolean isAdmissible(StreamState state) {
        return state.account().isPresent() && state.bound().isEmpty();
    }

    private record Client(Optional<String> resourcepart, String id) implements StreamFeature.Initiating {
        @Override
        public QName name() {
            return NAME;
        }

        @Override
        public boolean admissible(StreamState state) {
            return isAdmissible(state);
        }

        @Override
        public Step initiate(Optional<XmlElement> offer, StreamState state) {
            XmlElement.Builder bind = XmlElement.builder(Namespaces.BIND, "bind");
            resourcepart.ifPresent(wish -> bind.child(
                    XmlElement.builder(Namespaces.BIND, "resource").text(wish).build()));
            XmlElement iq = XmlElement.builder(Namespaces.CLIENT, "iq")
                    .attribute("type", "set")
                    .attribute("id", id)
                    .child(bind.build())
                    .build();
            return new Step.Continue(List.of(iq), new Answer(id));
        }

        @Override
        public Optional<Reason> missed(StreamState state) {
            return state.bound().isPresent()
                    ? Optional.empty()
                    : Optional.of(new Reason.NegotiationFailed(NAME, "the server does not offer resource binding"));
        }

        private record Answer(String id) implements Negotiation {
            @Override
            public boolean expects(XmlElement element) {
                return (IqRequests.isIq(element, "result") || IqRequests.isIq(element, "error"))
                        && element.attribute("id").orElse("").equals(id);
            }

            @Override
            public Step onElement(XmlElement element, StreamState state) {
                if (IqRequests.isIq(element, "error")) {
                    String condition = element.element(element.namespace(), "error")
                            .map(StanzaError::fromElement)
                            .map(error -> error.condition().elementName())
                            .orElse("no cause given");
                    return failed("the server refused to bind a resource: " + condition);
                }
                Optional<Jid> address = element.element(Namespaces.BIND, "bind")
                        .flatMap(bind -> bind.element(Namespaces.BIND, "jid"))
                        .flatMap(jid -> Jid.tryParse(jid.text(), IqRequests.profile(state))
                                .toOptional())
                        .filter(Jid::isFull);
                return address.<Step>map(full -> new Step.Done(List.of(), Outcome.bound(full), Then.PROCEED))
                        .orElseGet(() -> failed("the server's answer to resource binding holds no full address"));
            }

            private static Step failed(String message) {
                return new Step.Close(List.of(), new Reason.NegotiationFailed(NAME, message));
            }
        }
    }

    private record Server() implements StreamFeature.Receiving {
        @Override
        public QName name() {
            return NAME;
        }

        @Override
        public boolean admissible(StreamState state) {
            return isAdmissible(state);
        }

        @Override
        public boolean mandatory(StreamState state) {
            return true;
        }

        @Override
        public Optional<XmlElement> offer(StreamState state) {
            return Optional.of(XmlElement.of(Namespaces.BIND, "bind"));
        }

        @Override
        public boolean claims(XmlElement first, StreamState state) {
            return IqRequests.isSet(first, Namespaces.BIND, "bind", state);
        }

        /** One stream has one resource, so a second request is refused. */
        @Override
        public Optional<Step> late(XmlElement first, StreamState state) {
            return state.bound().isPresent() && claims(first, state)
                    ? Optional.of(new Step.Refused(
                            List.of(error(first, StanzaError.of(StanzaErrorCondition.NOT_ALLOWED))),
                            "a resource is bound already",
                            Optional.empty()))
                    : Optional.empty();
        }

        private static XmlElement error(XmlElement request, StanzaError error) {
            return IqRequests.reply(request, "error")
                    .child(error.toElement(request.namespace()))
                    .build();
        }

        @Override
        public Step accept(XmlElement first, StreamState state) {
            return new Tries(RETRIES).onElement(first, state);
        }

        /** One request, and how many more there may be. */
        private final class Tries implements Negotiation {
            private final int left;
            private Optional<XmlElement> request = Optional.empty();

            Tries(int left) {
                this.left = left;
            }

            @Override
            public boolean expects(XmlElement element) {
                return IqRequests.isIq(element, "set")
                        && element.element(Namespaces.BIND, "bind").isPresent();
            }

            @Override
            public Step onElement(XmlElement element, StreamState state) {
                request = Optional.of(element);
                Jid account = state.account().orElseThrow();
                if (element.attribute("id").isEmpty()) {
                    return refused(StanzaError.of(StanzaErrorCondition.BAD_REQUEST));
                }
                Optional<String> wish = element.element(Namespaces.BIND, "bind")
                        .flatMap(bind -> bind.element(Namespaces.BIND, "resource"))
                        .map(XmlElement::text)
                        .filter(text -> !text.isEmpty());
                Optional<String> prepared = wish.flatMap(text -> prepared(account, text, IqRequests.profile(state)));
                boolean malformed = wish.isPresent() && prepared.isEmpty();
                return new Step.Ask(List.of(), new BindRequested(account, prepared, malformed), this);
            }

            private static Optional<String> prepared(Jid account, String resourcepart, JidProfile profile) {
                return Jid.tryParse(account + "/" + resourcepart, profile)
                        .toOptional()
                        .flatMap(Jid::resourcepart);
            }

            @Override
            public <R> Step onReply(Prompt<R> prompt, R answer, StreamState state) {
                if (answer instanceof BindAnswer.Refused refusal) {
                    return refused(refusal.error());
                }
                Jid address = checked((BindAnswer.Bound) answer, state);
                XmlElement bind = XmlElement.builder(Namespaces.BIND, "bind")
                        .child(XmlElement.builder(Namespaces.BIND, "jid")
                                .text(address.toString())
                                .build())
                        .build();
                return new Step.Done(
                        List.of(IqRequests.reply(request.orElseThrow(), "result")
                                .child(bind)
                                .build()),
                        Outcome.bound(address),
                        Then.PROCEED);
            }

            private Step refused(StanzaError error) {
                List<XmlElement> send = List.of(error(request.orElseThrow(), error));
                return left > 0
                        ? new Step.Refused(send, error.condition().elementName(), Optional.of(new Tries(left - 1)))
                        : new Step.Fatal(send, StreamError.of(StreamErrorCondition.POLICY_VIOLATION));
            }
        }
    }
}
