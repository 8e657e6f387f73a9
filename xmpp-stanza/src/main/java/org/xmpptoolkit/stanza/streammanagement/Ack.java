package org.xmpptoolkit.stanza.streammanagement;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Tells how many stanzas were handled: the answer to an {@code r}, or given unasked.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 4</a>
 */
@StandsIn("stream:stream")
@XmlRootElement(name = "a")
public final class Ack extends Payload {
    /**
     * How many stanzas the sender of this has handled since stream management was turned on, from 0 to 2^32 - 1; the count
     * begins again at 0 behind that.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 4</a>
     */
    @XmlAttribute(required = true)
    @XmlSchemaType(name = "unsignedInt")
    private @Nullable String h;

    private Ack() {}

    /**
     * An acknowledgement.
     *
     * @param handled how many stanzas were handled, counted on beyond 2^32 - 1 or begun again at 0
     * @return the acknowledgement
     * @throws IllegalArgumentException if the count is negative
     */
    public static Ack of(long handled) {
        Ack ack = new Ack();
        ack.h = Counts.text(handled);
        return ack;
    }

    /** {@return how many stanzas its sender has handled, from 0 to 2^32 - 1; nothing if that is missing or no such number} */
    public OptionalLong h() {
        return Counts.count(h);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(h);
    }

    @Override
    protected void check(Check check) {
        check.required("@h", h, h().isPresent());
    }
}
