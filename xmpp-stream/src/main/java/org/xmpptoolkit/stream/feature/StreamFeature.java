package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent.FeatureNotice;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamState;

/**
 * Something that can be negotiated on a stream (RFC 6120 section 4.3). Immutable: what belongs to one stream is in its {@link
 * Negotiation}.
 */
public interface StreamFeature {
    /** {@return the name of the element that offers it} */
    QName name();

    /**
     * Tells whether the feature may be offered and negotiated now.
     *
     * @param state the stream
     * @return for instance false for SASL once an account is authenticated
     */
    boolean admissible(StreamState state);

    /**
     * {@return whether the feature brings TLS} Where TLS is required and missing, only such a feature is offered and negotiated; where the
     * stream's policy wants none of it, it is not.
     */
    default boolean secures() {
        return false;
    }

    /**
     * Tells whether the feature is understood without an offer. On a stream whose peer says a version below 1.0 or none there are no
     * features (RFC 6120 section 4.7.5): the initiating entity begins with the first one that is understood, and the receiving entity
     * waits for its first element. Where there are features, the initiating entity begins it in its turn although it is not offered.
     *
     * @param state the stream, with the peer's header
     * @return false unless the feature is older than features
     */
    default boolean implied(StreamState state) {
        return false;
    }

    /**
     * What our stream header declares for this feature.
     *
     * @return namespace names by prefix; none unless the feature needs it
     */
    default Map<String, String> declarations() {
        return Map.of();
    }

    /**
     * What sees the stream without being negotiated: from the peer's header on, for the initiating entity; as soon as our header and
     * our features are out, for the receiving entity; where another feature brings new features under the same headers, from then on,
     * if it was not admissible before. Those of the last header end with it.
     *
     * @param state the stream
     * @return taps of this one stream
     */
    default List<StreamTap> taps(StreamState state) {
        return List.of();
    }

    /**
     * Whether the feature can be negotiated inside of another, as SASL2 lets some: it takes one element each way, and its offer is an
     * empty element of its name, or its namespace. Its outcome must not need a restart.
     *
     * @return false unless there is a specification for it
     */
    default boolean fitsInline() {
        return false;
    }

    /** A feature as the initiating entity sees it. */
    interface Initiating extends StreamFeature {
        /**
         * Begins.
         *
         * @param offer the element that offers the feature; nothing if it is tried without an offer
         * @param state the stream
         * @return what to do
         */
        Step initiate(Optional<XmlElement> offer, StreamState state);

        /**
         * Begins, in sight of everything that is offered. This is what the stream calls; a feature that needs no more than its own
         * offer leaves it as it is.
         *
         * @param offer the element that offers the feature; nothing if it is tried without an offer
         * @param features the whole element {@code features}, which may be empty
         * @param state the stream
         * @return what to do
         */
        default Step initiate(Optional<XmlElement> offer, XmlElement features, StreamState state) {
            return initiate(offer, state);
        }

        /**
         * Tells whether the stream is of no use without this feature.
         *
         * @param state the stream, whose negotiation would now be complete
         * @return why to close it instead; nothing if it may be used
         */
        default Optional<Reason> missed(StreamState state) {
            return Optional.empty();
        }

        /**
         * The features that this one negotiates inside of its own exchange, where the peer lets it ({@link Step.Within}).
         *
         * @return the features; none unless it has such a place
         */
        default List<Initiating> inline() {
            return List.of();
        }

        /**
         * Tells what is left where the stream gets established without this feature having begun: it was not offered, or not
         * admissible while it was its turn.
         *
         * @return what to tell the application
         */
        default List<FeatureNotice> passedOver() {
            return List.of();
        }
    }

    /** A feature as the receiving entity sees it. */
    interface Receiving extends StreamFeature {
        /**
         * Tells whether the stream cannot be complete before this feature is negotiated (RFC 6120 section 4.3.2).
         *
         * @param state the stream
         * @return whether the feature is mandatory-to-negotiate
         */
        boolean mandatory(StreamState state);

        /**
         * The child of {@code features} that offers it.
         *
         * @param state the stream
         * @return the element; nothing if there is nothing to offer now, though the feature stays mandatory if it is
         */
        Optional<XmlElement> offer(StreamState state);

        /**
         * What is put among the features: {@link #offer}, and whatever belongs beside it.
         *
         * @param state the stream
         * @return the elements, in order
         */
        default List<XmlElement> offers(StreamState state) {
            return offer(state).stream().toList();
        }

        /** {@return what offers it inside of another feature, if it {@link #fitsInline}} */
        default XmlElement inlineOffer() {
            return XmlElement.of(name().getNamespaceURI(), name().getLocalPart());
        }

        /**
         * Tells whether an element begins this negotiation.
         *
         * @param first a first-level element from the peer
         * @param state the stream
         * @return whether {@link #accept} takes it
         */
        boolean claims(XmlElement first, StreamState state);

        /**
         * Begins, with an element that was claimed while the feature was admissible.
         *
         * @param first the element
         * @param state the stream
         * @return what to do
         */
        Step accept(XmlElement first, StreamState state);

        /**
         * Begins, in sight of what else the peer tried on this stream, so that tries can be counted together. This is what the stream
         * calls; a feature that counts for itself leaves it as it is.
         *
         * @param first the element
         * @param tries what takes the peer's next tries at features that were refused, and the negotiation that is still under way
         * @param state the stream
         * @return what to do
         */
        default Step accept(XmlElement first, List<Negotiation> tries, StreamState state) {
            return accept(first, state);
        }

        /**
         * Judges the peer's header, before anything is offered under it. Asked where the feature is admissible.
         *
         * @param header the peer's header
         * @param state the stream
         * @return the error to end the stream with; nothing if the feature has nothing against it
         */
        default Optional<StreamError> refusal(StreamHeader header, StreamState state) {
            return Optional.empty();
        }

        /**
         * Answers an element that would begin this negotiation where it may not begin: because the feature is not admissible now, or
         * was negotiated already.
         *
         * @param first a first-level element from the peer
         * @param state the stream
         * @return what to do; nothing if the element is not for this feature, and is to be looked at by others
         */
        default Optional<Step> late(XmlElement first, StreamState state) {
            return Optional.empty();
        }
    }

    /**
     * A feature that is advertised and never negotiated, such as roster versioning.
     *
     * @param element the child of {@code features}
     */
    record Informational(XmlElement element) implements AdvertisedFeature {
        @Override
        public QName name() {
            return element.name();
        }

        @Override
        public Optional<XmlElement> offer(StreamState state) {
            return Optional.of(element);
        }
    }
}
