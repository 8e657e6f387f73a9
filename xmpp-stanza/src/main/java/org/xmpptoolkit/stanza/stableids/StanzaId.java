package org.xmpptoolkit.stanza.stableids;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Payload;

/**
 * The id by which an entity on the way, a server or a room, knows the message, in its archive for instance. It counts only if
 * that entity is known to put such ids in, and to take false ones out.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0359.html">XEP-0359 section 3.1</a>
 */
@StandsIn("message")
@XmlRootElement(name = "stanza-id")
public final class StanzaId extends Payload {
    /**
     * The id, which no other message has for that entity.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0359.html">XEP-0359 section 3.1</a>
     */
    @XmlAttribute(required = true)
    private @Nullable String id;

    /**
     * The address of the entity that has given the id.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0359.html">XEP-0359 section 3.1</a>
     */
    @XmlAttribute(required = true)
    private @Nullable String by;

    private StanzaId() {}

    /**
     * An id.
     *
     * @param id the id
     * @param by the address of the entity that gives it
     * @return the payload
     */
    public static StanzaId of(String id, Jid by) {
        StanzaId stanzaId = new StanzaId();
        stanzaId.id = Objects.requireNonNull(id, "id");
        stanzaId.by = by.toString();
        return stanzaId;
    }

    /** {@return the id; nothing if it is missing} */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** {@return who has given the id; nothing if that is missing or malformed} */
    public Optional<Jid> by() {
        return address(by);
    }

    /** {@return the text of the attribute {@code by}, perhaps no address} */
    public Optional<String> rawBy() {
        return Optional.ofNullable(by);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(id, by);
    }

    @Override
    protected void check(Check check) {
        check.required("@id", id, true).required("@by", by, by().isPresent());
    }
}
