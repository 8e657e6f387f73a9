package org.xmpptoolkit.stream.feature;

import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.jid.Jid;

/** The answer to {@link BindRequested}. */
public sealed interface BindAnswer {
    /**
     * The resource is bound. The resourcepart is unique among those of the account, and random if the server makes it (RFC 6120
     * sections 7.5 and 7.6).
     *
     * @param address the full address
     */
    record Bound(Jid address) implements BindAnswer {
        /**
         * Checks the address.
         *
         * @param address of the account that was authenticated
         * @throws IllegalArgumentException if it is not full
         */
        public Bound {
            if (!address.isFull()) {
                throw new IllegalArgumentException(address + " has no resourcepart: bind a full address");
            }
        }
    }

    /**
     * The resource is not bound; the client may try again.
     *
     * @param error for instance conflict, resource-constraint or not-allowed
     */
    record Refused(StanzaError error) implements BindAnswer {}
}
