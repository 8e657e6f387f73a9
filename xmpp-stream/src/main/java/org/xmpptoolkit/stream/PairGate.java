package org.xmpptoolkit.stream;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;

/**
 * Which stanzas pass between servers: those of a pair of domains that was validated, in its direction (RFC 6120 sections 4.5, 8.1.1.2
 * and 8.1.2.2).
 */
final class PairGate {
    private PairGate() {}

    /** The error that a peer's stanza earns, if it may not pass. */
    static Optional<StreamError> refusal(XmlElement stanza, Pairs pairs, StreamConfig config) {
        if (pairs.isEmpty()) {
            return error(StreamErrorCondition.NOT_AUTHORIZED, "a stanza before a pair of domains was validated");
        }
        Optional<Jid> to = domain(stanza, "to", config);
        Optional<Jid> from = domain(stanza, "from", config);
        if (to.isEmpty() || from.isEmpty()) {
            String missing = to.isEmpty() ? "to" : "from";
            return error(StreamErrorCondition.IMPROPER_ADDRESSING, missing + " of a stanza is missing or no address");
        }
        if (pairs.comesIn(new DomainPair(from.get(), to.get()))) {
            return Optional.empty();
        }
        return switch (status(to.get(), pairs, config)) {
            case UNKNOWN -> error(StreamErrorCondition.HOST_UNKNOWN, "the domain of to is not served here");
            case GONE -> error(StreamErrorCondition.HOST_GONE, "the domain of to is no longer served here");
            case SERVED ->
                error(StreamErrorCondition.INVALID_FROM, "the domain of from was not validated for that of to");
        };
    }

    private static DomainStatus status(Jid domain, Pairs pairs, StreamConfig config) {
        return config.domains()
                .map(known -> known.apply(domain))
                .orElse(pairs.isOurs(domain) ? DomainStatus.SERVED : DomainStatus.UNKNOWN);
    }

    /**
     * Checks what the application wants to send, where the stream is one between servers.
     *
     * @return the same
     * @throws IllegalArgumentException if a stanza has no address in {@code from} or {@code to}
     * @throws IllegalStateException if the pair of a stanza was not validated for our direction
     */
    static List<XmlElement> checked(List<XmlElement> elements, Pairs pairs, StreamConfig config) {
        for (XmlElement element : elements) {
            if (config.betweenServers() && StanzaGate.isStanza(element, config.contentNamespace())) {
                check(element, pairs, config);
            }
        }
        return elements;
    }

    private static void check(XmlElement stanza, Pairs pairs, StreamConfig config) {
        DomainPair pair = new DomainPair(required(stanza, "from", config), required(stanza, "to", config));
        if (!pairs.goesOut(pair)) {
            throw new IllegalStateException("no stanza goes from " + pair.from() + " to " + pair.to()
                    + " on this stream (RFC 6120 section 8.1.2.2): send behind the notice PairAuthorized of that pair, or on the"
                    + " stream that we opened to " + pair.to());
        }
    }

    private static Jid required(XmlElement stanza, String attribute, StreamConfig config) {
        return domain(stanza, attribute, config)
                .orElseThrow(() -> new IllegalArgumentException("a stanza between servers says from and to (RFC 6120"
                        + " sections 8.1.1.2 and 8.1.2.2): set '" + attribute + "' to an address"));
    }

    private static Optional<Jid> domain(XmlElement stanza, String attribute, StreamConfig config) {
        return stanza.attribute(attribute)
                .flatMap(text -> Jid.tryParse(text, config.jidProfile()).toOptional())
                .map(Jid::domain);
    }

    private static Optional<StreamError> error(StreamErrorCondition condition, String text) {
        return Optional.of(StreamError.of(condition, text));
    }
}
