package org.xmpptoolkit.stanza.streammanagement;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Tells that the stream is resumed: the answer of the server to {@code resume}. Each side then sends again what the other has
 * not handled.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 5</a>
 */
@StandsIn("stream:stream")
@XmlRootElement(name = "resumed")
public final class Resumed extends Payload {
    /**
     * How many stanzas the sender of this has handled since stream management was turned on, from 0 to 2^32 - 1; the count
     * begins again at 0 behind that.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 5</a>
     */
    @XmlAttribute(required = true)
    @XmlSchemaType(name = "unsignedInt")
    private @Nullable String h;

    /**
     * The id that the lost stream was enabled with.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 5</a>
     */
    @XmlAttribute(required = true)
    private @Nullable String previd;

    private Resumed() {}

    /**
     * Tells that a stream is resumed.
     *
     * @param previd the id that the stream was enabled with
     * @param handled how many stanzas were handled, counted on beyond 2^32 - 1 or begun again at 0
     * @return the element's value
     * @throws IllegalArgumentException if the count is negative
     */
    public static Resumed of(String previd, long handled) {
        Resumed resumed = new Resumed();
        resumed.previd = Objects.requireNonNull(previd, "previd");
        resumed.h = Counts.text(handled);
        return resumed;
    }

    /** {@return the id that the stream was enabled with; nothing if it is missing} */
    public Optional<String> previd() {
        return Optional.ofNullable(previd);
    }

    /** {@return how many stanzas its sender has handled, from 0 to 2^32 - 1; nothing if that is missing or no such number} */
    public OptionalLong h() {
        return Counts.count(h);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(h, previd);
    }

    @Override
    protected void check(Check check) {
        check.required("@h", h, h().isPresent()).required("@previd", previd, true);
    }
}
