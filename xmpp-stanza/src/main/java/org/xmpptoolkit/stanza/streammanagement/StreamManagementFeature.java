package org.xmpptoolkit.stanza.streammanagement;

import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Offers stream management, among the stream features.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 2</a>
 */
@StandsIn("stream:features")
@XmlRootElement(name = "sm")
@XmlType(propOrder = {"optional", "required"})
public final class StreamManagementFeature extends Payload {
    /** Tells that stream management need not be turned on. Only servers of early versions say so. It holds nothing. */
    private @Nullable Empty optional;

    /** Tells that stream management has to be turned on. Only servers of early versions say so. It holds nothing. */
    private @Nullable Empty required;

    private StreamManagementFeature() {}

    /** {@return an offer that need not be taken} */
    public static StreamManagementFeature of() {
        return new StreamManagementFeature();
    }

    /**
     * {@return whether it says that stream management has to be turned on} The schema has no place for that any more; servers of earlier
     * versions say {@code <required/>} or {@code <optional/>}.
     */
    public boolean isRequired() {
        return required != null;
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(optional, required);
    }
}
