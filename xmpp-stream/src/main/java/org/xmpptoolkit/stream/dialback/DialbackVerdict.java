package org.xmpptoolkit.stream.dialback;

import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;

/** What is said of a key: the attribute {@code type} of {@code db:result} and {@code db:verify} (XEP-0220 section 2). */
public sealed interface DialbackVerdict {
    /** The key is right: stanzas of the pair may flow. */
    record Valid() implements DialbackVerdict {}

    /** The key is wrong: the server pretends to be another one. */
    record Invalid() implements DialbackVerdict {}

    /**
     * Nothing is known of the key ({@code type='error'}).
     *
     * @param error why (XEP-0220 section 2.5)
     */
    record Failed(StanzaError error) implements DialbackVerdict {}

    /** {@return the verdict that the key is right} */
    static DialbackVerdict valid() {
        return new Valid();
    }

    /** {@return the verdict that the key is wrong} */
    static DialbackVerdict invalid() {
        return new Invalid();
    }

    /**
     * Nothing is known of the key.
     *
     * @param condition why (XEP-0220 section 2.5): remote-server-timeout if the authoritative server could not be connected,
     *     not-authorized if a certificate is wanted, not-acceptable if the peer's identity could not be established
     * @return the verdict
     */
    static DialbackVerdict failed(StanzaErrorCondition condition) {
        return new Failed(StanzaError.of(condition));
    }

    /**
     * What becomes of stanzas that wait for the pair: the condition of the stanza error that they go back to their senders with
     * (XEP-0220 section 2.1.1).
     *
     * @return internal-server-error if the key is wrong, remote-server-timeout if nothing is known of it
     * @throws IllegalStateException if the key is right: then they are sent
     */
    default StanzaErrorCondition returning() {
        if (this instanceof Valid) {
            throw new IllegalStateException("the pair is authorized: send what waits for it, instead of returning it");
        }
        return this instanceof Invalid
                ? StanzaErrorCondition.INTERNAL_SERVER_ERROR
                : StanzaErrorCondition.REMOTE_SERVER_TIMEOUT;
    }
}
