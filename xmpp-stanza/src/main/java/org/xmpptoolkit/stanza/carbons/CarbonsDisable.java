package org.xmpptoolkit.stanza.carbons;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.List;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Turns carbons off for this resource. It holds nothing, and stands in an iq of type {@code set}.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0280.html">XEP-0280 section 5</a>
 */
@StandsIn("iq")
@XmlRootElement(name = "disable")
public final class CarbonsDisable extends Payload {
    private CarbonsDisable() {}

    /** {@return the request} */
    public static CarbonsDisable of() {
        return new CarbonsDisable();
    }

    @Override
    protected List<?> parts() {
        return List.of();
    }
}
