package org.xmpptoolkit.stanza.ping;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.List;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Asks whether an entity is there, in an iq of type {@code get}. It holds nothing; any answer will do, an error too.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0199.html">XEP-0199 section 4</a>
 */
@StandsIn("iq")
@XmlRootElement(name = "ping")
public final class Ping extends Payload {
    private Ping() {}

    /** {@return a ping} */
    public static Ping of() {
        return new Ping();
    }

    @Override
    protected List<?> parts() {
        return List.of();
    }
}
