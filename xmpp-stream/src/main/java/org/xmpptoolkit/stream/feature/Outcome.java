package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.DomainPair;

/**
 * What a negotiation adds to the state of its stream. A feature can set no more than this.
 *
 * @param account the bare address that was authenticated
 * @param bound the full address that was bound
 * @param authorized pairs of domains that were validated
 */
public record Outcome(Optional<Jid> account, Optional<Jid> bound, Set<DomainPair> authorized) {
    /** Adds nothing. */
    public static final Outcome NOTHING = new Outcome(Optional.empty(), Optional.empty(), Set.of());

    /** Copies the set. */
    public Outcome {
        authorized = Set.copyOf(authorized);
    }

    /**
     * An account was authenticated.
     *
     * @param account its bare address
     * @return the outcome
     */
    public static Outcome account(Jid account) {
        return new Outcome(Optional.of(account), Optional.empty(), Set.of());
    }

    /**
     * A resource was bound.
     *
     * @param bound the full address
     * @return the outcome
     */
    public static Outcome bound(Jid bound) {
        return new Outcome(Optional.empty(), Optional.of(bound), Set.of());
    }
}
