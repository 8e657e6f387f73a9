package org.xmpptoolkit.stanza.stableids;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * The id that the sender gave to the message, which stays with it where others change the id of the stanza.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0359.html">XEP-0359 section 3.2</a>
 */
@StandsIn("message")
@XmlRootElement(name = "origin-id")
public final class OriginId extends Payload {
    /**
     * The id, which no other message of the sender has.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0359.html">XEP-0359 section 3.2</a>
     */
    @XmlAttribute(required = true)
    private @Nullable String id;

    private OriginId() {}

    /**
     * An id.
     *
     * @param id the id
     * @return the payload
     */
    public static OriginId of(String id) {
        OriginId origin = new OriginId();
        origin.id = Objects.requireNonNull(id, "id");
        return origin;
    }

    /** {@return the id; nothing if it is missing} */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(id);
    }

    @Override
    protected void check(Check check) {
        check.required("@id", id, true);
    }
}
