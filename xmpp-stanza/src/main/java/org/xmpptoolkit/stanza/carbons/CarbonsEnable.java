package org.xmpptoolkit.stanza.carbons;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.List;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Turns carbons on for this resource. It holds nothing, and stands in an iq of type {@code set}.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0280.html">XEP-0280 section 4</a>
 */
@StandsIn("iq")
@XmlRootElement(name = "enable")
public final class CarbonsEnable extends Payload {
    private CarbonsEnable() {}

    /** {@return the request} */
    public static CarbonsEnable of() {
        return new CarbonsEnable();
    }

    @Override
    protected List<?> parts() {
        return List.of();
    }
}
