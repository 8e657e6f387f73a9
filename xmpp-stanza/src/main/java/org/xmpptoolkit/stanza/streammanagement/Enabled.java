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
import org.xmpptoolkit.core.DefaultValue;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.stanza.Payload;

/**
 * Tells that stream management is on: the answer of the server to {@code enable}.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 3</a>
 */
@StandsIn("stream:stream")
@XmlRootElement(name = "enabled")
public final class Enabled extends Payload {
    /**
     * The id to resume the stream by, of at most 4,000 octets; it is there if the stream can be resumed.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 3</a>
     */
    @XmlAttribute
    private @Nullable String id;

    /**
     * Where the server would like the stream to be resumed: a host, and perhaps a port.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 3</a>
     */
    @XmlAttribute
    private @Nullable String location;

    /**
     * For how many seconds at most after it was lost the stream can be resumed.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 3</a>
     */
    @XmlAttribute
    @XmlSchemaType(name = "positiveInteger")
    private @Nullable String max;

    /**
     * Whether the stream can be resumed. Without it, no.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 3</a>
     */
    @XmlAttribute
    @XmlSchemaType(name = "boolean")
    @DefaultValue("false")
    private @Nullable String resume;

    private Enabled() {}

    /** {@return the answer without resumption} */
    public static Enabled of() {
        return new Enabled();
    }

    /**
     * The answer with resumption.
     *
     * @param id what to resume the stream by, at most 4,000 octets
     * @return the answer
     */
    public static Enabled resumable(String id) {
        Enabled enabled = new Enabled();
        enabled.id = Objects.requireNonNull(id, "id");
        enabled.resume = "true";
        return enabled;
    }

    /**
     * The same answer with a time to resume the stream within.
     *
     * @param seconds the time that the server allows, in seconds
     * @return the copy
     * @throws IllegalArgumentException if it is less than 1
     */
    public Enabled withMax(long seconds) {
        Enabled copy = copy();
        copy.max = Counts.secondsText(seconds);
        return copy;
    }

    /**
     * The same answer with a place to resume the stream at.
     *
     * @param location the host, and perhaps the port
     * @return the copy
     */
    public Enabled withLocation(HostPort location) {
        Enabled copy = copy();
        copy.location = location.toString();
        return copy;
    }

    private Enabled copy() {
        Enabled copy = new Enabled();
        copy.id = id;
        copy.location = location;
        copy.max = max;
        copy.resume = resume;
        return copy;
    }

    /** {@return what to resume the stream by} */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** {@return where the server would like the stream to be resumed; nothing if that is not told or no host and port} */
    public Optional<HostPort> location() {
        return rawLocation().flatMap(HostPort::tryParse);
    }

    /** {@return the text of the attribute {@code location}, perhaps no host and port} */
    public Optional<String> rawLocation() {
        return Optional.ofNullable(location);
    }

    /** {@return how many seconds at most the stream may be resumed after it was lost; nothing if that is not told or no number} */
    public OptionalLong max() {
        return Counts.seconds(max);
    }

    /** {@return whether the stream can be resumed} */
    public boolean isResumable() {
        return bool(resume).orElse(false);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(id, location, max, resume);
    }

    @Override
    protected void check(Check check) {
        check.optional("@max", max, max().isPresent())
                .optional("@location", location, location().isPresent())
                .optional("@resume", resume, bool(resume).isPresent());
        if (isResumable()) {
            check.required("@id", id, true);
        }
    }
}
