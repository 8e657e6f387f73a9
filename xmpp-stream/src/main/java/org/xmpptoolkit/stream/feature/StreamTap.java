package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.stream.FeatureCommand;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent.FeatureNotice;

/**
 * What a negotiated feature sees of its stream from then on: what is sent and received, what it is told, and the end.
 *
 * <p>Part of an {@link Outcome}. It may keep state of its own; it belongs to one stream, which calls it from one thread at a time.
 * Each method has a default that does nothing. Several taps are called in the order in which they came.
 */
public interface StreamTap {
    /**
     * Begins: called once, behind what the negotiation sent last.
     *
     * @return what to do
     */
    default Reaction begin() {
        return Reaction.NOTHING;
    }

    /**
     * Tells whether an element is for this tap, and so for neither the application nor another feature.
     *
     * @param element a first-level element from the peer
     * @return whether {@link #onElement} takes it
     */
    default boolean claims(XmlElement element) {
        return false;
    }

    /**
     * Takes an element that {@link #claims} said yes to.
     *
     * @param element a first-level element from the peer
     * @return what to do
     */
    default Reaction onElement(XmlElement element) {
        throw new IllegalStateException("this tap claims nothing");
    }

    /**
     * Looks at an element that the application wants to send, before it is written.
     *
     * @param element the element
     * @param octets its octets on the wire
     * @return nothing if it may be sent; else it goes back to the application, and this is done
     */
    default Optional<Reaction> refuse(XmlElement element, int octets) {
        return Optional.empty();
    }

    /**
     * Hears of an element that was written, whoever sent it; not of the error that ends the stream.
     *
     * @param element the element
     * @param octets its octets on the wire
     * @return what to do; what is sent behind it is heard of in its turn
     */
    default Reaction sent(XmlElement element, int octets) {
        return Reaction.NOTHING;
    }

    /**
     * Hears of an element that the application, or another feature, was given.
     *
     * @param element a first-level element from the peer
     */
    default void received(XmlElement element) {}

    /**
     * Takes a command.
     *
     * @param command what the application told
     * @return what to do; nothing if the command is not of this feature
     * @throws IllegalStateException if the command cannot be followed on this stream
     */
    default Optional<Reaction> onCommand(FeatureCommand command) {
        return Optional.empty();
    }

    /**
     * Hears that a pair of domains was authorized, by whatever feature.
     *
     * @param pair the pair
     * @return pairs that are authorized with it; their stanzas go the other way than its own
     */
    default Set<DomainPair> authorized(DomainPair pair) {
        return Set.of();
    }

    /** {@return what to send in front of the closing tag, where the stream is closed in order} */
    default List<XmlElement> closing() {
        return List.of();
    }

    /**
     * Hears that the header ends which it came with ({@link StreamFeature#taps}), while the stream goes on under another one. Nothing
     * is called behind it.
     *
     * @return what the application is told
     */
    default List<FeatureNotice> restarted() {
        return List.of();
    }

    /**
     * Hears of the end. Nothing is called behind it.
     *
     * @param reason why the stream is closed
     * @return what the application is told in front of it
     */
    default List<FeatureNotice> end(Reason reason) {
        return List.of();
    }

    /**
     * A question to the application. The stream goes on meanwhile, unlike behind a {@link Step.Ask}.
     *
     * @param prompt the question
     * @param answered what to do once the answer is there; never called if the stream ends or restarts before
     * @param <R> what the answer is
     */
    record Question<R>(Prompt<R> prompt, Function<R, Reaction> answered) {}

    /**
     * What a tap wants the stream to do, in this order.
     *
     * @param notices what to tell the application
     * @param send what to send
     * @param outgoing pairs of domains that were validated, whose stanzas we send
     * @param incoming pairs of domains that were validated, whose stanzas the peer sends
     * @param questions what to ask the application
     * @param error what to end the stream with
     */
    record Reaction(
            List<FeatureNotice> notices,
            List<XmlElement> send,
            Set<DomainPair> outgoing,
            Set<DomainPair> incoming,
            List<Question<?>> questions,
            Optional<StreamError> error) {
        /** Do nothing. */
        public static final Reaction NOTHING = new Reaction(List.of(), List.of(), Optional.empty());

        /**
         * Copies the collections.
         *
         * @param notices what to tell the application, in order; copied
         * @param send what to send, in order; copied
         * @param outgoing pairs of domains whose stanzas we send; copied
         * @param incoming pairs of domains whose stanzas the peer sends; copied
         * @param questions each is answered by itself, in any order; copied
         * @param error nothing if the stream goes on
         */
        public Reaction {
            notices = List.copyOf(notices);
            send = List.copyOf(send);
            outgoing = Set.copyOf(outgoing);
            incoming = Set.copyOf(incoming);
            questions = List.copyOf(questions);
        }

        /**
         * Tells, sends, and perhaps ends the stream.
         *
         * @param notices what to tell the application
         * @param send what to send
         * @param error what to end the stream with
         */
        public Reaction(List<FeatureNotice> notices, List<XmlElement> send, Optional<StreamError> error) {
            this(notices, send, Set.of(), Set.of(), List.of(), error);
        }

        /**
         * Sends one element.
         *
         * @param element the element
         * @return the reaction
         */
        public static Reaction send(XmlElement element) {
            return new Reaction(List.of(), List.of(element), Optional.empty());
        }

        /**
         * Tells the application something.
         *
         * @param notice what to tell
         * @return the reaction
         */
        public static Reaction tell(FeatureNotice notice) {
            return new Reaction(List.of(notice), List.of(), Optional.empty());
        }

        /**
         * Asks the application something.
         *
         * @param question the question
         * @return the reaction
         */
        public static Reaction ask(Question<?> question) {
            return new Reaction(List.of(), List.of(), Set.of(), Set.of(), List.of(question), Optional.empty());
        }

        /**
         * Ends the stream.
         *
         * @param error what to tell the peer
         * @return the reaction
         */
        public static Reaction fail(StreamError error) {
            return new Reaction(List.of(), List.of(), Optional.of(error));
        }
    }
}
