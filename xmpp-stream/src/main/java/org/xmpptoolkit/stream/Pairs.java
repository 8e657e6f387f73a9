package org.xmpptoolkit.stream;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xmpptoolkit.jid.Jid;

/** The pairs of domains that were validated on a stream between servers, and which way the stanzas of each go (RFC 6120 section 4.5). */
final class Pairs {
    private Set<DomainPair> outgoing = Set.of();
    private Set<DomainPair> incoming = Set.of();
    private Set<DomainPair> all = Set.of();

    /**
     * Adds a pair.
     *
     * @param out whether we send its stanzas; else the peer does
     * @return whether it is new
     */
    boolean add(DomainPair pair, boolean out) {
        if ((out ? outgoing : incoming).contains(pair)) {
            return false;
        }
        if (out) {
            outgoing = with(outgoing, pair);
        } else {
            incoming = with(incoming, pair);
        }
        all = with(all, pair);
        return true;
    }

    /** Forgets all, as what was learnt in clear is forgotten under TLS (RFC 6120 section 5.4.3.3). */
    void clear() {
        outgoing = Set.of();
        incoming = Set.of();
        all = Set.of();
    }

    private static Set<DomainPair> with(Set<DomainPair> pairs, DomainPair more) {
        return Stream.concat(pairs.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a pair makes a domain one of ours. */
    boolean isOurs(Jid domain) {
        return outgoing.stream().anyMatch(pair -> pair.from().equals(domain))
                || incoming.stream().anyMatch(pair -> pair.to().equals(domain));
    }

    /** Whether there is no pair, in neither direction. */
    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether the peer may send stanzas of a pair. */
    boolean comesIn(DomainPair pair) {
        return incoming.contains(pair);
    }

    /** Whether we may send stanzas of a pair. */
    boolean goesOut(DomainPair pair) {
        return outgoing.contains(pair);
    }

    /** Those of both directions. */
    Set<DomainPair> all() {
        return all;
    }
}
