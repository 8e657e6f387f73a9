package org.xmpptoolkit.stanza.streammanagement;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.DefaultValue;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Turns stream management on: a client sends it once it has bound a resource.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 3</a>
 */
@StandsIn("stream:stream")
@XmlRootElement(name = "enable")
public final class Enable extends Payload {
    /**
     * For how many seconds after it was lost the client would like to be able to resume the stream.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 3</a>
     */
    @XmlAttribute
    @XmlSchemaType(name = "positiveInteger")
    private @Nullable String max;

    /**
     * Whether the client would like to be able to resume the stream. Without it, no.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 3</a>
     */
    @XmlAttribute
    @XmlSchemaType(name = "boolean")
    @DefaultValue("false")
    private @Nullable String resume;

    private Enable() {}

    /** {@return the request for acknowledgements only} */
    public static Enable of() {
        return new Enable();
    }

    /** {@return the request for a stream that can be resumed} */
    public static Enable resumable() {
        Enable enable = new Enable();
        enable.resume = "true";
        return enable;
    }

    /**
     * Asks for a stream that can be resumed within some time.
     *
     * @param maxSeconds the time that the client would like, in seconds
     * @return the request
     * @throws IllegalArgumentException if it is less than 1
     */
    public static Enable resumable(long maxSeconds) {
        Enable enable = resumable();
        enable.max = Counts.secondsText(maxSeconds);
        return enable;
    }

    /** {@return whether the stream should be one that can be resumed} */
    public boolean isResumable() {
        return bool(resume).orElse(false);
    }

    /** {@return how many seconds at most the stream may be resumed after it was lost; nothing if that is not told or no number} */
    public OptionalLong max() {
        return Counts.seconds(max);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(max, resume);
    }

    @Override
    protected void check(Check check) {
        check.optional("@max", max, max().isPresent())
                .optional("@resume", resume, bool(resume).isPresent());
    }
}
