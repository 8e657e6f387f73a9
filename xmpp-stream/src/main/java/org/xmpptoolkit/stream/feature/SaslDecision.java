package org.xmpptoolkit.stream.feature;

import java.util.Objects;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;

/** What an application says of somebody who wants to log in. */
public sealed interface SaslDecision {
    /**
     * Yes.
     *
     * @param account the bare address that is logged in; it has a localpart
     */
    record Accept(Jid account) implements SaslDecision {
        /**
         * Checks the address.
         *
         * @param account a bare address with localpart
         */
        public Accept {
            SaslCredentials.requireAccount(account);
        }
    }

    /**
     * No.
     *
     * @param failure what the peer is told
     */
    record Refuse(SaslFailure failure) implements SaslDecision {
        /**
         * Checks that there is one.
         *
         * @param failure what the peer is told
         */
        public Refuse {
            Objects.requireNonNull(failure, "failure");
        }
    }

    /**
     * No.
     *
     * @param condition what the peer is told
     * @return the decision
     */
    static SaslDecision refuse(SaslFailureCondition condition) {
        return new Refuse(SaslFailure.of(condition));
    }
}
