package org.xmpptoolkit.stream.management;

import java.util.OptionalLong;
import org.xmpptoolkit.errors.StanzaErrorCondition;

/** The answer to {@link ResumeRequested}. */
public sealed interface ResumeAnswer {
    /**
     * The session goes on: {@code Established} says that it was resumed. If the state is of another account, the client is told
     * {@code item-not-found}, and the state is left alone (XEP-0198 section 5); so it is if the stream has ended meanwhile, and the
     * answer gives no events.
     *
     * @param state the newest state of the session; nothing else may go on with it
     */
    record Resume(SmState state) implements ResumeAnswer {}

    /**
     * The session does not go on. The client may bind a resource.
     *
     * @param condition {@code item-not-found} if the session is not known, or its time is over
     * @param h how many stanzas of the client were handled, modulo 2^32, if that is still known; never of another account's session
     */
    record Refuse(StanzaErrorCondition condition, OptionalLong h) implements ResumeAnswer {
        /**
         * Checks the number.
         *
         * @param condition {@code item-not-found} if the session is not known, or its time is over
         * @param h 0 to 2^32-1; nothing if it is not known
         * @throws IllegalArgumentException if it is not from 0 to 2^32-1
         */
        public Refuse {
            if (h.isPresent() && (h.getAsLong() < 0 || h.getAsLong() > SmElements.MAX)) {
                throw new IllegalArgumentException(h.getAsLong() + " is not from 0 to 2^32-1 (XEP-0198 section 4)");
            }
        }
    }
}
