package org.xmpptoolkit.stanza.streammanagement;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.List;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Asks the peer how many stanzas it has handled. It holds nothing.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 4</a>
 */
@StandsIn("stream:stream")
@XmlRootElement(name = "r")
public final class AckRequest extends Payload {
    private AckRequest() {}

    /** {@return the request} */
    public static AckRequest of() {
        return new AckRequest();
    }

    @Override
    protected List<?> parts() {
        return List.of();
    }
}
