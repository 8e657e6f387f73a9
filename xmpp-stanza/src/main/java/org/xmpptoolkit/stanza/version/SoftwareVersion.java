package org.xmpptoolkit.stanza.version;

import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Asks which software an entity runs, with an empty one in an iq of type {@code get}, and tells it in the result.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0092.html">XEP-0092 section 2</a>
 */
@StandsIn("iq")
@XmlRootElement(name = "query")
@XmlType(propOrder = {"name", "version", "os"})
public final class SoftwareVersion extends Payload {
    /**
     * The name of the software.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0092.html">XEP-0092 section 2</a>
     */
    private @Nullable String name;

    /**
     * The version of the software.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0092.html">XEP-0092 section 2</a>
     */
    private @Nullable String version;

    /**
     * The operating system that the software runs on; many do not tell it.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0092.html">XEP-0092 section 2</a>
     */
    private @Nullable String os;

    private SoftwareVersion() {}

    /** {@return the question} */
    public static SoftwareVersion request() {
        return new SoftwareVersion();
    }

    /**
     * The answer, without an operating system: not everyone wants to tell it.
     *
     * @param name the name of the software
     * @param version its version
     * @return the answer
     */
    public static SoftwareVersion of(String name, String version) {
        SoftwareVersion answer = new SoftwareVersion();
        answer.name = Objects.requireNonNull(name, "name");
        answer.version = Objects.requireNonNull(version, "version");
        return answer;
    }

    /**
     * The answer.
     *
     * @param name the name of the software
     * @param version its version
     * @param os the operating system that it runs on
     * @return the answer
     */
    public static SoftwareVersion of(String name, String version, String os) {
        SoftwareVersion answer = of(name, version);
        answer.os = Objects.requireNonNull(os, "os");
        return answer;
    }

    /** {@return the name of the software} */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** {@return the version of the software} */
    public Optional<String> version() {
        return Optional.ofNullable(version);
    }

    /** {@return the operating system that it runs on} */
    public Optional<String> os() {
        return Optional.ofNullable(os);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(name, version, os);
    }

    @Override
    protected void check(Check check) {
        if (name != null || version != null || os != null) {
            check.required("name", name, true).required("version", version, true);
        }
    }
}
