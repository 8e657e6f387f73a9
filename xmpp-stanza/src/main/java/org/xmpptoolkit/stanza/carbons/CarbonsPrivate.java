package org.xmpptoolkit.stanza.carbons;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.List;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Keeps the message that it stands in from being copied to other resources. It holds nothing.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0280.html">XEP-0280 section 9</a>
 */
@StandsIn("message")
@XmlRootElement(name = "private")
public final class CarbonsPrivate extends Payload {
    private CarbonsPrivate() {}

    /** {@return the mark} */
    public static CarbonsPrivate of() {
        return new CarbonsPrivate();
    }

    @Override
    protected List<?> parts() {
        return List.of();
    }
}
