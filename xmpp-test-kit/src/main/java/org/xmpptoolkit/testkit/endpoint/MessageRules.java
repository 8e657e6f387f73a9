package org.xmpptoolkit.testkit.endpoint;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.MessageType;

/**
 * Who gets a message to an account, and what becomes of one that nobody gets (RFC 6121 section 8.5, table 1). Where the table leaves a
 * choice: the available resources of the highest priority get it (M), else it is stored (O) or answered with an error (E). A headline that
 * nobody gets is always dropped.
 */
final class MessageRules {
    /** What becomes of a message that no resource gets. */
    enum Otherwise {
        STORE,
        REFUSE,
        DROP
    }

    /**
     * What to do.
     *
     * @param resources who gets the message
     * @param otherwise what becomes of it if that is nobody
     */
    record Decision(List<Resource> resources, Otherwise otherwise) {
        private static Decision to(List<Resource> resources) {
            return new Decision(resources, Otherwise.DROP);
        }

        private static Decision nobody(Otherwise otherwise) {
            return new Decision(List.of(), otherwise);
        }
    }

    private MessageRules() {}

    /**
     * Decides about a message.
     *
     * @param type its type
     * @param to a bare or full address
     * @param exists whether there is an account of that address
     * @param match the connected resource of a full address
     * @param available the available resources of the account
     */
    static Decision decide(
            MessageType type, Jid to, boolean exists, Optional<Resource> match, List<Resource> available) {
        if (match.isPresent()) {
            return Decision.to(List.of(match.get()));
        }
        if (type == MessageType.ERROR || type == MessageType.HEADLINE && to.isFull()) {
            return Decision.nobody(Otherwise.DROP);
        }
        List<Resource> able =
                available.stream().filter(resource -> resource.priority() >= 0).toList();
        if (type == MessageType.HEADLINE) {
            return Decision.to(able);
        }
        boolean forAccount = exists && (to.isBare() ? type != MessageType.GROUPCHAT : type == MessageType.CHAT);
        if (!forAccount) {
            return Decision.nobody(Otherwise.REFUSE);
        }
        int highest = able.stream().mapToInt(Resource::priority).max().orElse(0);
        List<Resource> mostAvailable =
                able.stream().filter(resource -> resource.priority() == highest).toList();
        return mostAvailable.isEmpty() ? Decision.nobody(Otherwise.STORE) : Decision.to(mostAvailable);
    }
}
