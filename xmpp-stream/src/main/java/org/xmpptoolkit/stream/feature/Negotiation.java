package org.xmpptoolkit.stream.feature;

import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.StreamState;

/**
 * A negotiation that has begun on one stream: what the feature remembers until the peer, or the application, says more.
 *
 * <p>It may keep state of its own; the stream calls it from one thread at a time.
 */
public interface Negotiation {
    /**
     * Tells whether an element belongs to this negotiation. One that does not is treated as if no negotiation were under way.
     *
     * @param element a first-level element from the peer
     * @return whether {@link #onElement} takes it
     */
    boolean expects(XmlElement element);

    /**
     * Takes an element that {@link #expects} said yes to.
     *
     * @param element a first-level element from the peer
     * @param state the stream
     * @return what to do
     */
    Step onElement(XmlElement element, StreamState state);

    /**
     * Tells whether the application's stanzas may not go out until this negotiation is over, because the outcome decides what they
     * count as. Of matter only where stanzas may flow before negotiation is complete.
     *
     * @return false unless a feature needs it
     */
    default boolean holdsStanzas() {
        return false;
    }

    /**
     * Tells whether the peer may send white space between elements while this negotiation waits. Where it may not, white space ends
     * the stream with bad-format.
     *
     * @return true unless the feature forbids it
     */
    default boolean allowsWhiteSpace() {
        return true;
    }

    /**
     * Takes the answer to a {@link Step.Ask}.
     *
     * @param prompt the question
     * @param answer the answer
     * @param state the stream
     * @param <R> what the answer is
     * @return what to do
     */
    default <R> Step onReply(Prompt<R> prompt, R answer, StreamState state) {
        throw new IllegalStateException("this negotiation asks nothing, so " + prompt + " is not its question");
    }
}
