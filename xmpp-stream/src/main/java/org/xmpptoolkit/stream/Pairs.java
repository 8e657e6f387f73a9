package org.xmpptoolkit.stream;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xmpptoolkit.jid.Jid;

/**
 * The pairs of domains that were validated on a stream between servers, and which way the stanzas of each go. A domain is at one end
 * of a stream only, so that a pair of which one domain is known, by the configuration or by an earlier pair, goes the way that this
 * domain says; else it goes the way that the stream was opened for (RFC 6120 section 4.5).
 */
final class Pairs {
    private final Role role;
    private final StreamConfig config;
    private Set<DomainPair> outgoing = Set.of();
    private Set<DomainPair> incoming = Set.of();

    Pairs(Role role, StreamConfig config) {
        this.role = role;
        this.config = config;
    }

    /**
     * Adds a pair.
     *
     * @param ours our header, if it is out
     * @return whether it is new
     */
    boolean add(DomainPair pair, Optional<StreamHeader> ours) {
        if (outgoing.contains(pair) || incoming.contains(pair)) {
            return false;
        }
        if (goesOut(pair, ours.flatMap(StreamHeader::from))) {
            outgoing = with(outgoing, pair);
        } else {
            incoming = with(incoming, pair);
        }
        return true;
    }

    private boolean goesOut(DomainPair pair, Optional<Jid> own) {
        Predicate<Jid> ours = domain -> own.filter(domain::equals).isPresent() || isOurs(domain) || serves(domain);
        if (ours.test(pair.from()) || isTheirs(pair.to())) {
            return true;
        }
        return !ours.test(pair.to()) && !isTheirs(pair.from()) && role == Role.INITIATING;
    }

    private boolean serves(Jid domain) {
        return config.domains()
                .filter(known -> known.apply(domain) == DomainStatus.SERVED)
                .isPresent();
    }

    private static Set<DomainPair> with(Set<DomainPair> pairs, DomainPair more) {
        return Stream.concat(pairs.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a pair makes a domain one of ours. */
    boolean isOurs(Jid domain) {
        return outgoing.stream().anyMatch(pair -> pair.from().equals(domain))
                || incoming.stream().anyMatch(pair -> pair.to().equals(domain));
    }

    private boolean isTheirs(Jid domain) {
        return outgoing.stream().anyMatch(pair -> pair.to().equals(domain))
                || incoming.stream().anyMatch(pair -> pair.from().equals(domain));
    }

    /** Whether there is no pair, in neither direction. */
    boolean isEmpty() {
        return outgoing.isEmpty() && incoming.isEmpty();
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
        if (outgoing.isEmpty() || incoming.isEmpty()) {
            return outgoing.isEmpty() ? incoming : outgoing;
        }
        return Stream.concat(outgoing.stream(), incoming.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
