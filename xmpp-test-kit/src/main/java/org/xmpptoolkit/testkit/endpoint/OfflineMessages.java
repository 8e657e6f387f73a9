package org.xmpptoolkit.testkit.endpoint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.MessageType;
import org.xmpptoolkit.stanza.delay.Delay;

/** Messages for accounts nobody is at, kept until somebody is (XEP-0160), in memory and bounded. */
final class OfflineMessages implements ServerFeature {
    /** How many messages wait for an account at most. */
    static final int MOST_MESSAGES = 100;
    /** How many octets wait for one account at most, and for all. */
    static final long MOST_OCTETS = 1_048_576;

    static final long MOST_OCTETS_IN_ALL = 16 * MOST_OCTETS;
    private static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";
    private static final String HINTS = "urn:xmpp:hints";

    private final Supplier<Instant> now;
    private final Map<Jid, List<Message>> stored = new HashMap<>();
    private final Map<Jid, Long> octets = new HashMap<>();

    OfflineMessages(Supplier<Instant> now) {
        this.now = now;
    }

    @Override
    public List<String> advertised() {
        return List.of("msgoffline");
    }

    /**
     * Keeps a message, unless it has no meaning later.
     *
     * @return false if there is no room for it
     */
    boolean store(Jid account, Message message) {
        if (isFleeting(message)) {
            return true;
        }
        Message stamped = message.toBuilder()
                .payload(Delay.of(now.get(), account.domain()).withReason("Offline Storage"))
                .build();
        long size = StanzaSize.octets(stamped);
        long ofAccount = octets.getOrDefault(account, 0L) + size;
        long ofAll = octets.values().stream().mapToLong(Long::longValue).sum() + size;
        List<Message> messages = stored.computeIfAbsent(account, key -> new ArrayList<>());
        if (messages.size() >= MOST_MESSAGES || ofAccount > MOST_OCTETS || ofAll > MOST_OCTETS_IN_ALL) {
            return false;
        }
        messages.add(stamped);
        octets.put(account, ofAccount);
        return true;
    }

    /** What says not to be stored (XEP-0334 section 4.2), or only that somebody types (XEP-0160 section 3). */
    private static boolean isFleeting(Message message) {
        return message.payloads().stream().anyMatch(payload -> payload.is(HINTS, "no-store"))
                || message.type() == MessageType.CHAT
                        && message.body().isEmpty()
                        && !message.payloads().isEmpty()
                        && message.payloads().stream()
                                .allMatch(payload -> payload.namespace().equals(CHAT_STATES));
    }

    /** Whoever comes first with a priority that is not negative gets them all, in order (XEP-0160 section 2). */
    @Override
    public void available(Resource resource, boolean initial) {
        if (resource.priority() >= 0) {
            take(resource.account()).forEach(resource::send);
        }
    }

    private List<Message> take(Jid account) {
        octets.remove(account);
        return Optional.ofNullable(stored.remove(account)).orElse(List.of());
    }

    @Override
    public void removed(Jid account) {
        take(account);
    }
}
