package org.xmpptoolkit.stanza;

import java.util.Objects;
import java.util.Optional;

/**
 * The conversation that a message belongs to.
 *
 * @param id the identifier, opaque to all but who made it
 * @param parent the identifier of the conversation that this one came out of, if it did
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-5.2.5">RFC 6121 section 5.2.5</a>
 */
public record MessageThread(String id, Optional<String> parent) {
    /**
     * Checks that nothing is null.
     *
     * @param id opaque, and unique: a new conversation has a new one, best a UUID (RFC 6121 section 5.2.5)
     * @param parent nothing if it came out of no other
     */
    public MessageThread {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(parent, "parent");
    }

    /**
     * A conversation that came out of no other.
     *
     * @param id the identifier
     * @return the conversation
     */
    public static MessageThread of(String id) {
        return new MessageThread(id, Optional.empty());
    }
}
