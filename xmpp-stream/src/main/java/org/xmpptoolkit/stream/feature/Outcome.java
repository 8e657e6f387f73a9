package org.xmpptoolkit.stream.feature;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.DomainPair;

/**
 * What a negotiation adds to the state of its stream. A feature can set no more than this.
 *
 * @param account the bare address that was authenticated
 * @param bound the full address that was bound
 * @param authorized pairs of domains that were validated, whose stanzas the entity sends that initiated the stream
 * @param taps what sees the stream from now on
 * @param resumed whether an earlier stream goes on in this one, so that it counts as established before
 */
public record Outcome(
        Optional<Jid> account, Optional<Jid> bound, Set<DomainPair> authorized, List<StreamTap> taps, boolean resumed) {
    /** Adds nothing. */
    public static final Outcome NOTHING = new Outcome(Optional.empty(), Optional.empty(), Set.of());

    /**
     * Copies the collections.
     *
     * @param account nothing where this negotiation authenticates nobody
     * @param bound nothing where this negotiation binds no resource
     * @param authorized added to those of the stream; copied
     * @param taps what sees the stream from now on, in order; copied
     * @param resumed false where a new stream begins
     */
    public Outcome {
        authorized = Set.copyOf(authorized);
        taps = List.copyOf(taps);
    }

    /**
     * An outcome without taps.
     *
     * @param account the bare address that was authenticated
     * @param bound the full address that was bound
     * @param authorized pairs of domains that were validated
     */
    public Outcome(Optional<Jid> account, Optional<Jid> bound, Set<DomainPair> authorized) {
        this(account, bound, authorized, List.of(), false);
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

    /**
     * A feature is negotiated that goes on seeing the stream.
     *
     * @param tap what sees it
     * @return the outcome
     */
    public static Outcome tapped(StreamTap tap) {
        return new Outcome(Optional.empty(), Optional.empty(), Set.of(), List.of(tap), false);
    }

    /**
     * An earlier stream goes on in this one.
     *
     * @param bound the full address that was bound on the earlier stream
     * @param tap what goes on seeing it
     * @return the outcome
     */
    public static Outcome resumed(Jid bound, StreamTap tap) {
        return new Outcome(Optional.empty(), Optional.of(bound), Set.of(), List.of(tap), true);
    }

    /** Both outcomes; where each names an account or an address, that of the other. */
    Outcome and(Outcome other) {
        Set<DomainPair> pairs = new HashSet<>(authorized);
        pairs.addAll(other.authorized);
        List<StreamTap> all = new ArrayList<>(taps);
        all.addAll(other.taps);
        return new Outcome(
                other.account.or(() -> account), other.bound.or(() -> bound), pairs, all, resumed || other.resumed);
    }
}
