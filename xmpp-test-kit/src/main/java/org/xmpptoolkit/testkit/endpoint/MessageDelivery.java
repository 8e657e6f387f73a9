package org.xmpptoolkit.testkit.endpoint;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Stanza;

/** Messages to accounts, as {@link MessageRules} has it. */
final class MessageDelivery implements ServerFeature {
    private final Router router;
    private final OfflineMessages offline;

    MessageDelivery(Router router, OfflineMessages offline) {
        this.router = router;
        this.offline = offline;
    }

    @Override
    public boolean received(Stanza stanza, Jid to) {
        if (!(stanza instanceof Message message)) {
            return false;
        }
        MessageRules.Decision decision = decide(message, to);
        carryOut(message, to, decision);
        router.tell(feature -> feature.delivered(message, to.bare(), decision.resources()));
        return true;
    }

    private MessageRules.Decision decide(Message message, Jid to) {
        Resources resources = router.resources();
        return MessageRules.decide(
                message.type(),
                to,
                router.isAccount(to.bare()),
                to.isFull() ? resources.connected(to) : Optional.empty(),
                resources.available(to.bare()));
    }

    private void carryOut(Message message, Jid to, MessageRules.Decision decision) {
        List<Resource> reached = decision.resources();
        reached.forEach(resource -> resource.send(message));
        if (reached.isEmpty()) {
            switch (decision.otherwise()) {
                case REFUSE -> router.undeliverable(message);
                case STORE -> {
                    if (!offline.store(to.bare(), message)) {
                        router.undeliverable(message);
                    }
                }
                case DROP -> {}
            }
        }
    }

    /**
     * Stanzas were routed to a client that is gone: a message goes to another one of the account, or takes the way that it would have
     * taken without that client, and whoever asked something is told (XEP-0198 section 8). What the account itself had for that client,
     * such as a copy of a message, is for nobody else.
     */
    void undelivered(List<Stanza> stanzas) {
        router.then(() -> stanzas.forEach(this::again));
    }

    private void again(Stanza stanza) {
        if (stanza instanceof Message message && message.to().isPresent()) {
            Jid to = message.to().get();
            if (message.from().equals(Optional.of(to.bare()))) {
                return;
            }
            MessageRules.Decision decision = decide(message, to.bare());
            carryOut(message, to, decision.resources().isEmpty() ? decide(message, to) : decision);
        } else {
            router.undeliverable(stanza);
        }
    }
}
