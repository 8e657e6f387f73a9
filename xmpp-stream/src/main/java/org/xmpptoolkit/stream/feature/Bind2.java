package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamState;

/**
 * Resource binding inside of SASL2, for both roles (XEP-0386). Give it to {@link Sasl2}; on a stream by itself it does nothing. A
 * peer that does not know it binds by {@link ResourceBinding}, so list that behind SASL2 too.
 */
public final class Bind2 {
    static final String NAMESPACE = "urn:xmpp:bind:0";
    static final QName NAME = new QName(NAMESPACE, "bind");

    private Bind2() {}

    /**
     * The client's side, which leaves the resourcepart to the server.
     *
     * @param inline what to start with the new resource, such as {@link
     *     org.xmpptoolkit.stream.management.StreamManagement#enable}
     * @return the feature
     * @throws IllegalArgumentException if one of them cannot be inline
     */
    public static StreamFeature.Initiating request(StreamFeature.Initiating... inline) {
        return new Request(Optional.empty(), inlineable(List.of(inline)));
    }

    /**
     * The client's side, which names itself: the server makes a resourcepart with the tag in it. Whoever sees the address sees the tag,
     * so it must tell nothing private (XEP-0386 section 6).
     *
     * @param tag a short name of the program
     * @param inline what to start with the new resource, such as {@link
     *     org.xmpptoolkit.stream.management.StreamManagement#enable}
     * @return the feature
     * @throws IllegalArgumentException if the tag is empty or has a character that XML 1.0 forbids, or one of the features cannot be
     *     inline
     */
    public static StreamFeature.Initiating request(String tag, StreamFeature.Initiating... inline) {
        if (tag.isEmpty()) {
            throw new IllegalArgumentException("an empty tag names nothing: leave it out");
        }
        XmlElement.builder(NAMESPACE, "tag").text(tag); // checks the characters
        return new Request(Optional.of(tag), inlineable(List.of(inline)));
    }

    /**
     * The server's side, which asks {@link BindRequested} of the application.
     *
     * @param inline what a client may start with its new resource, such as {@link
     *     org.xmpptoolkit.stream.management.StreamManagement#server}
     * @return the feature
     * @throws IllegalArgumentException if one of them cannot be inline
     */
    public static StreamFeature.Receiving server(StreamFeature.Receiving... inline) {
        return new Bind2Receiving(inlineable(List.of(inline)));
    }

    private static <F extends StreamFeature> List<F> inlineable(List<F> features) {
        for (StreamFeature feature : features) {
            if (!feature.fitsInline() || feature.name().equals(NAME)) {
                throw new IllegalArgumentException(feature.name() + " has no place in Bind 2: list it on the stream");
            }
        }
        return features;
    }

    private record Request(Optional<String> tag, List<StreamFeature.Initiating> inline)
            implements StreamFeature.Initiating {
        @Override
        public QName name() {
            return NAME;
        }

        @Override
        public boolean fitsInline() {
            return true;
        }

        @Override
        public boolean admissible(StreamState state) {
            return state.account().isPresent() && state.bound().isEmpty();
        }

        @Override
        public Step initiate(Optional<XmlElement> offer, StreamState state) {
            List<XmlElement> offered = offer.stream()
                    .flatMap(bind -> bind.element(NAMESPACE, "inline").stream())
                    .flatMap(list -> list.elements(NAMESPACE, "feature").stream())
                    .toList();
            InlineAsking asking = new InlineAsking();
            for (StreamFeature.Initiating feature : inline) {
                offered.stream()
                        .filter(one -> one.attribute("var")
                                .equals(Optional.of(feature.name().getNamespaceURI())))
                        .findFirst()
                        .ifPresent(one -> asking.begin(feature, one, state));
            }
            XmlElement.Builder bind = XmlElement.builder(NAMESPACE, "bind");
            tag.ifPresent(name ->
                    bind.child(XmlElement.builder(NAMESPACE, "tag").text(name).build()));
            return new Step.Continue(List.of(bind.children(asking.requests()).build()), new Answer(asking));
        }
    }

    /** Waits for the answer, which stands beside the full address. */
    private record Answer(InlineAsking asking) implements Negotiation {
        @Override
        public boolean expects(XmlElement element) {
            return element.is(NAMESPACE, "bound") || element.is(NAMESPACE, "failed");
        }

        @Override
        public Step onElement(XmlElement element, StreamState state) {
            if (element.localName().equals("failed")) {
                return new Step.Refused(List.of(), "the server did not bind a resource", Optional.empty());
            }
            if (state.bound().isEmpty()) {
                return new Step.Close(
                        List.of(), new Reason.NegotiationFailed(NAME, "the server says bound, but no full address"));
            }
            InlineAsking.Result result =
                    asking.take(element.elements(), Outcome.bound(state.bound().get()), state);
            return result.end()
                    .orElseGet(() -> new Step.Done(List.of(), result.outcome(), Then.PROCEED, result.within()));
        }
    }
}
